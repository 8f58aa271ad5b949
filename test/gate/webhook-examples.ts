import { createRequire } from "node:module";
import * as z from "zod";

const schema = z.array(z.object({ name: z.string(), examples: z.array(z.unknown()) }));

/** The payloads that GitHub publishes for one event. */
export function examples(event: string): unknown[] {
  const all = schema.parse(createRequire(import.meta.url)("@octokit/webhooks-examples"));
  return all.filter((one) => one.name === event).flatMap((one) => one.examples);
}
