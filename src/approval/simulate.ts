import { decideParsed } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { instant } from "./instant.ts";
import { mergeDeep } from "./merge-deep.ts";
import { type ParsedPolicy, parsePolicy } from "./policy.ts";
import { simulateText } from "./text.ts";

export interface Simulation {
  readonly decisions: readonly Decision[];
  /** Chinese, each naming its line: what could not be read and therefore got no decision. */
  readonly problems: readonly string[];
}

interface Line {
  readonly number: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Decides every scenario of a JSON Lines text, in order. Policies may stand anywhere. A scenario
 * whose policy is not there gets an invalid one; its `expected` is never read.
 */
export function simulate(source: string): Simulation {
  const problems: string[] = [];
  const lines = source
    .replace(/^\uFEFF/, "")
    .split("\n")
    .flatMap((text, at) => {
      const data = text.trim() === "" ? null : readLine(text);
      if (data === undefined) problems.push(simulateText.notJson(at + 1));
      return data ? [{ number: at + 1, data }] : [];
    });
  const policyOf = policies(lines);
  const decisions = lines
    .filter(({ data }) => data.kind === "scenario")
    .map(({ data }) => decideLine(data, policyOf(data)));
  return { decisions, problems };
}

/** Undefined when the text is no JSON, null when it is JSON but no object. */
function readLine(text: string): Line["data"] | null | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : null;
  } catch {
    return undefined;
  }
}

function policies(lines: readonly Line[]): (scenario: Line["data"]) => ParsedPolicy {
  const found = new Map(
    lines.filter(({ data }) => data.kind === "policy").map(({ data }) => [data.id, data]),
  );
  const parsed = new Map<unknown, ParsedPolicy>();
  return ({ policy: id, policy_overrides: overrides }) => {
    const policy = found.get(id);
    if (overrides) return parsePolicy(mergeDeep(policy, overrides));
    const known = parsed.get(id) ?? parsePolicy(policy);
    parsed.set(id, known);
    return known;
  };
}

function decideLine(scenario: Line["data"], policy: ParsedPolicy): Decision {
  // A time that cannot be read lets every approval with a time limit run out.
  const decision = decideParsed(policy, scenario, instant(scenario.now) ?? Number.NaN);
  return { ...idOf(scenario), ...decision };
}

function idOf({ id }: Line["data"]): Pick<Decision, "id"> {
  return id === undefined || id === null ? {} : { id: String(id) };
}
