import { readRuleFiles } from "../../src/adapters/files/rules.ts";
import { checkDocument } from "../../src/checks/checks.ts";
import { rulesFrom } from "../../src/checks/settings.ts";

/** The rules that the repository ships. */
export const rules = rulesFrom(readRuleFiles("."));

export const path = "content/news/a.md";

export function findings(source: string, at = path) {
  return checkDocument({ path: at, source }, rules);
}

/** Each finding as `block 国家级`. */
export function verdicts(source: string, at = path): string[] {
  return findings(source, at).map((one) => `${one.severity} ${one.text}`);
}

/** The part of the source that a finding points to, cut out by line and column alone. */
export function pointedAt(source: string, at = path): string[] {
  const lines = source.split("\n");
  return findings(source, at).map(({ line, column, endLine, endColumn }) => {
    const part = lines.slice(line - 1, endLine);
    const last = part.length - 1;
    return part
      .map((one, nth) =>
        one.slice(nth === 0 ? column - 1 : 0, nth === last ? endColumn - 1 : undefined),
      )
      .join("\n");
  });
}
