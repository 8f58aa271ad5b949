import { type Finding, findingOf } from "../base/finding.ts";
import { rangeOf, treeOf } from "./blocks.ts";
import { type Document, partsOf, placesIn } from "./document.ts";
import { findingAt } from "./finding.ts";
import { type Allowance, allowancesPath } from "./settings.ts";
import { text } from "./text.ts";

interface Comment {
  readonly rule: string;
  readonly reason: string;
  readonly range: readonly [number, number];
  /** The lines of the block behind it, first and last. */
  readonly lines: readonly [number, number] | null;
}

const comment = /^<!--\s*compliance-allow\s+([a-z][a-z.-]*)\s*(?:reason="([^"]*)")?\s*-->$/;

/** Rules whose findings nobody can lift from within the content. */
function isLiftable(rule: string): boolean {
  return !/^(secret|privacy|allowance|files|schema|media|markup)(\.|$)/.test(rule);
}

/**
 * Takes away what comments in the text lift: each acts on the next block, for one rule, with a reason.
 * Adds what is wrong with the comments themselves, and those that lift nothing.
 */
export function applyComments(document: Document, findings: readonly Finding[]): Finding[] {
  if (!document.source.includes("compliance-allow")) return [...findings];
  const comments = commentsIn(document);
  const lifted = new Set<Comment>();
  const kept = findings.filter((finding) => {
    const by = comments.find((one) => lifts(one, finding));
    if (by) lifted.add(by);
    return !by;
  });
  return [...kept, ...comments.flatMap((one) => problemOf(document, one, lifted.has(one)))];
}

function commentsIn({ source }: Document): Comment[] {
  const { body } = partsOf(source);
  const [start] = body;
  const placeOf = placesIn(source);
  const { children } = treeOf(source.slice(...body));
  return children.flatMap((node, at) => {
    if (node.type !== "html" || !node.value.includes("compliance-allow")) return [];
    const [from, to] = rangeOf(node);
    const [, rule = "", reason = ""] = comment.exec(node.value.trim()) ?? [];
    const next = children[at + 1];
    const [first, last] = next ? rangeOf(next) : [0, 0];
    const lines = next
      ? ([placeOf(start + first).line, placeOf(start + last).line] as const)
      : null;
    return [{ rule, reason: reason.trim(), range: [start + from, start + to] as const, lines }];
  });
}

function isValid({ rule, reason }: Comment): boolean {
  return rule !== "" && reason.length >= 4 && isLiftable(rule);
}

function lifts(one: Comment, { rule, line }: Finding): boolean {
  if (!one.lines || !isValid(one) || rule !== one.rule) return false;
  return one.lines[0] <= line && line <= one.lines[1];
}

function problemOf({ path, source }: Document, one: Comment, isUsed: boolean): Finding[] {
  const about = (severity: Finding["severity"], message: string) => [
    findingAt(path, source, one.range, { rule: "allowance", severity, message }),
  ];
  if (one.rule !== "" && !isLiftable(one.rule)) return about("block", text.notLiftable(one.rule));
  if (!isValid(one)) return about("block", text.badAllowance);
  return isUsed ? [] : about("warn", text.unusedAllowance(one.rule));
}

/**
 * Takes away what the company's list lifts on `today`. Where all content was looked at, tells which
 * entries are over, or lift nothing.
 */
export function applyAllowances(
  findings: readonly Finding[],
  allowances: readonly Allowance[],
  today: string,
  isWhole: boolean,
): Finding[] {
  const used = new Set<Allowance>();
  const kept = findings.filter((finding) => {
    const by = allowances.find((one) => today <= one.expires && isFor(one, finding));
    if (by) used.add(by);
    return !by;
  });
  const idle = isWhole ? allowances.filter((one) => !used.has(one)) : [];
  return [...kept, ...idle.map((one) => idleFinding(one, today))];
}

function isFor(one: Allowance, { rule, path, text: words }: Finding): boolean {
  return one.rule === rule && one.path === path && one.text === words && isLiftable(rule);
}

function idleFinding(one: Allowance, today: string): Finding {
  const message = today > one.expires ? text.expiredAllowance(one) : text.idleAllowance(one);
  return findingOf(allowancesPath, {
    rule: "allowance",
    severity: "warn",
    message,
    text: one.text,
  });
}
