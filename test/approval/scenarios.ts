import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const folder = join(import.meta.dirname, "scenarios");

const scenario = z.looseObject({
  id: z.string(),
  title: z.string(),
  expected: z.looseObject({ decision: z.string(), reason: z.string() }),
});
export type Scenario = z.infer<typeof scenario>;

const policy = readFileSync(join(folder, "policy.jsonl"), "utf8");

/** One file for each rule of the contract, with the policy that its scenarios name. */
export const rules = readdirSync(folder)
  .filter((name) => /^\d\d-/.test(name))
  .map((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const scenarios = text
      .trim()
      .split("\n")
      .map((line) => scenario.parse(JSON.parse(line)));
    return { name: name.replace(".jsonl", ""), source: policy + text, scenarios };
  });

/** The fields of `actual` that `expected` speaks about. */
export function asExpected(expected: Scenario["expected"], actual: object): object {
  return Object.fromEntries(Object.entries(actual).filter(([key]) => Object.hasOwn(expected, key)));
}
