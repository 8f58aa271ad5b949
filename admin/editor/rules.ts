import { type Rules, rulesFrom } from "../../src/checks/settings.ts";

// The company's rules as they stood when the desk was built.
const files = import.meta.glob<string>(
  ["/.github/banned/*.yml", "/.github/content-rules.yml", "/.github/allowances.yml"],
  { query: "?raw", import: "default", eager: true, exhaustive: true },
);

let made: Rules | null = null;

/** The rules that CI checks by. */
export function companyRules(): Rules {
  made ??= rulesFrom(
    Object.entries(files).map(([path, source]) => ({ path: path.slice(1), source })),
  );
  return made;
}
