import { fitFile } from "./photo.ts";
import { companyRules } from "./rules.ts";

/** Makes a file fit the company's limits. */
export function fit(file: File): Promise<File | null> {
  return fitFile(file, companyRules().settings.media);
}
