import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Mutant, mutants } from "./mutants.ts";
import { asExpected, rules } from "./scenarios.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-mutants-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Every copy of the room is run by one process: node strips the types, nothing is bundled.
const runner = `
import { readFileSync, writeFileSync } from "node:fs";
const answers = [];
for (const [at, source] of JSON.parse(readFileSync("jobs.json", "utf8")).entries()) {
  try {
    const { simulate } = await import(\`./\${at}/approval/simulate.ts\`);
    answers.push({ decisions: simulate(source).decisions });
  } catch (error) {
    answers.push({ failed: String(error) });
  }
}
writeFileSync("answers.json", JSON.stringify(answers));
`;

interface Answer {
  readonly decisions?: readonly { readonly id?: string }[];
  readonly failed?: string;
}

/** What each copy of the room answers to the scenarios of its rule; the first copy is unharmed. */
function answers(): readonly Answer[] {
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const jobs = [undefined, ...mutants].map((mutant, at) => {
    cpSync("src/approval", join(folder, String(at), "approval"), { recursive: true });
    cpSync("src/base", join(folder, String(at), "base"), { recursive: true });
    if (mutant) writeFileSync(join(folder, String(at), "approval", mutant.file), edited(mutant));
    return mutant ? sourceOf(mutant) : rules.map(({ source }) => source).join("");
  });
  writeFileSync(join(folder, "jobs.json"), JSON.stringify(jobs));
  writeFileSync(join(folder, "run.ts"), runner);
  const node = join(process.cwd(), "node_modules/.bin/node");
  const { status, stderr } = spawnSync(node, ["run.ts"], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`Cannot run the copies: ${stderr}`);
  return JSON.parse(readFileSync(join(folder, "answers.json"), "utf8"));
}

function edited({ file, find, replace }: Mutant): string {
  return readFileSync(join("src/approval", file), "utf8").split(find).join(replace);
}

function ruleOf({ rule }: Mutant) {
  return rules.find(({ name }) => name === rule);
}

function sourceOf(mutant: Mutant): string {
  return ruleOf(mutant)?.source ?? "";
}

/** The scenarios that an answer gets wrong. */
function wrong(answer: Answer | undefined, scenarios: (typeof rules)[number]["scenarios"]) {
  return scenarios.filter(({ id, expected }) => {
    const decision = answer?.decisions?.find((one) => one.id === id) ?? {};
    return (
      JSON.stringify(sorted(asExpected(expected, decision))) !== JSON.stringify(sorted(expected))
    );
  });
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, sorted(one)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const [unharmed, ...broken] = answers();

it("an unharmed copy of the room decides every scenario as expected", () => {
  expect(unharmed?.failed).toBeUndefined();
  expect(
    wrong(
      unharmed,
      rules.flatMap(({ scenarios }) => scenarios),
    ),
  ).toEqual([]);
});

it("every one of the thirteen rules is taken out at least once", () => {
  expect(new Set(mutants.map(({ rule }) => rule))).toEqual(new Set(rules.map(({ name }) => name)));
});

describe.each(mutants.map((mutant, at) => ({ ...mutant, at })))(
  "$rule without $without",
  ({ at, ...mutant }) => {
    it("can be taken out: its text stands in the source once", () => {
      const source = readFileSync(join("src/approval", mutant.file), "utf8");
      expect(source.split(mutant.find).length - 1).toBe(1);
    });

    it("is noticed by its scenarios", () => {
      expect(broken[at]?.failed).toBeUndefined();
      const noticed = wrong(broken[at], ruleOf(mutant)?.scenarios ?? []);
      expect(noticed.length).toBeGreaterThan(0);
    });
  },
);
