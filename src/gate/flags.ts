import { isDeepStrictEqual } from "node:util";
import type { FileChange } from "../adapters/git/changes.ts";
import type { FrontMatter } from "../base/front-matter.ts";
import type { Document } from "./documents.ts";

/**
 * The facts about one changed file that only both of its versions tell: `withdraws` (removed, or
 * only taken down) and `allowance` (adds or changes a compliance allowance). A version that cannot
 * be read counts as an allowance, so that nobody escapes a chain by breaking the front matter.
 */
export function flagsOf(change: FileChange, before: Document, head: Document): string[] {
  if (change.status === "removed") return ["withdraws"];
  if (before === "unreadable" || head === "unreadable") return ["allowance"];
  return [
    ...(isEdit(change) && withdraws(before, head) ? ["withdraws"] : []),
    ...(allows(before, head) ? ["allowance"] : []),
  ];
}

function isEdit({ status, oldMode, newMode }: FileChange): boolean {
  return status === "modified" && oldMode === newMode;
}

const withdrawn = "withdrawn";

function withdraws(before: FrontMatter | null, head: FrontMatter | null): boolean {
  if (!before || !head) return false;
  const [{ status: was, ...old }, { status: is, ...now }] = [filled(before), filled(head)];
  if (is !== withdrawn || was === withdrawn) return false;
  return before.body.trim() === head.body.trim() && isDeepStrictEqual(old, now);
}

// The editor writes an optional field that was cleared as an empty text.
function filled({ data }: FrontMatter): Record<string, unknown> {
  const entries = Object.entries(data);
  return Object.fromEntries(entries.filter(([, value]) => value !== "" && value !== null));
}

// One that moves to another block counts as well: what it lifts is then something else.
function allows(before: FrontMatter | null, head: FrontMatter | null): boolean {
  const now = allowances(head);
  if (now.length === 0) return false;
  return !isDeepStrictEqual(allowances(before), now) || before?.body !== head?.body;
}

// Comments in the text that lift a finding, in the form that the content checks read.
const comment = /<!--\s*compliance-allow\b[^>]*-->/g;

function allowances(document: FrontMatter | null): readonly string[] {
  return document?.body.match(comment) ?? [];
}
