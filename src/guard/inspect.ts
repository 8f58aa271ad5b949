import { Withheld } from "../adapters/github/settings.ts";
import { type Difference, differences, linesOf } from "./diff.ts";
import type { Part } from "./part.ts";
import { text } from "./text.ts";

/** How one part stands. */
export type Standing =
  | { readonly kind: "fine"; readonly part: Part }
  /** Nothing differs in what this person is shown, and something is not shown. */
  | { readonly kind: "unseen"; readonly part: Part }
  | { readonly kind: "differs"; readonly part: Part; readonly found: readonly Difference[] }
  | { readonly kind: "withheld"; readonly part: Part; readonly message: string }
  | { readonly kind: "failed"; readonly part: Part; readonly message: string };

/** Reads one part and compares. What cannot be read is never fine. */
export async function inspect(part: Part): Promise<Standing> {
  try {
    const found = differences(part.wanted, await part.read());
    if (found.length === 0) return { kind: "fine", part };
    const unseen = found.every((one) => one.actual === text.hidden);
    return unseen ? { kind: "unseen", part } : { kind: "differs", part, found };
  } catch (error) {
    return failure(part, error);
  }
}

/** Brings one part about and reads it back: what GitHub took without a word but did not keep differs. */
export async function bringAbout(standing: Standing): Promise<Standing> {
  const { part } = standing;
  if (standing.kind !== "differs" || !part.write) return standing;
  try {
    await part.write();
  } catch (error) {
    return failure(part, error);
  }
  return inspect(part);
}

function failure(part: Part, error: unknown): Standing {
  const message = error instanceof Error ? error.message : String(error);
  return { kind: error instanceof Withheld ? "withheld" : "failed", part, message };
}

/** The standing in lines for a person. */
export function linesFor(standing: Standing): string[] {
  const { part } = standing;
  if (standing.kind === "fine") return [text.fine(part.title)];
  if (standing.kind === "unseen") return [text.unseen(part.title)];
  if (standing.kind === "withheld")
    return [
      text.withheld(part.title),
      ...(part.loss ? [text.loss(part.loss)] : []),
      text.saidByGitHub(standing.message),
    ];
  if (standing.kind === "failed")
    return [text.failed(part.title, standing.message), text.repair(part.repair)];
  const changes = standing.found.flatMap(linesOf).map((line) => `    ${line}`);
  return [text.differs(part.title), ...changes, text.repair(part.repair)];
}
