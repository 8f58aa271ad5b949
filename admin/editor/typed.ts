import { stringify } from "yaml";
import type { Finding } from "../../src/base/finding.ts";
import { checkDocument } from "../../src/checks/checks.ts";
import { fieldsOf, partsOf } from "../../src/checks/document.ts";
import type { Rules } from "../../src/checks/settings.ts";

/** A finding about what is being typed, and the field in which it stands; `body` for the text. */
export interface TypedFinding extends Finding {
  readonly field: string;
}

/** What CI would say of an entry, were it saved as it stands in the form. */
export function findingsOfTyped(
  path: string,
  data: Readonly<Record<string, unknown>>,
  rules: Rules,
): TypedFinding[] {
  const { body, ...matter } = data;
  const text = typeof body === "string" ? body : "";
  const source = `---\n${stringify(matter, { lineWidth: 0 })}---\n\n${text}\n`;
  const lines = linesOf(source);
  return checkDocument({ path, source }, rules).map((one) => ({
    ...one,
    field: lines(one.line) ?? (one.line > 1 ? "body" : ""),
  }));
}

/** By line: the field of the front matter that stands there. */
function linesOf(source: string): (line: number) => string | null {
  const { matter } = partsOf(source);
  if (!matter) return () => null;
  const lineAt = (offset: number) => source.slice(0, offset).split("\n").length;
  const fields = fieldsOf(source, matter).map(({ name, range: [from, to] }) => ({
    name,
    ...{ first: lineAt(from), last: lineAt(to) },
  }));
  return (line) => fields.find(({ first, last }) => first <= line && line <= last)?.name ?? null;
}
