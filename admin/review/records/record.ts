import { parseRecord } from "../../../src/gate/record.ts";
import type { Commit } from "../api/shapes.ts";

export interface SignedLine {
  readonly login: string;
  readonly role: string;
  /** The review's number on GitHub. */
  readonly review: number;
  /** ISO 8601. */
  readonly at: string;
  /** Whose deputy it was; null for a holder of the role. */
  readonly principal: string | null;
}

/** One commit of the main branch as the record of a change. */
export interface MergeRecord {
  readonly sha: string;
  /** The change's number; null for a commit that no change brought. */
  readonly number: number | null;
  readonly title: string;
  /** What it is about, in words; empty where the title says it. */
  readonly subject: string;
  /** The login; the bare name in git for somebody without an account. */
  readonly author: string | null;
  readonly mergedAt: string;
  /** In the order in which they were made. */
  readonly signed: readonly SignedLine[];
}

const approved = /^Approved-by: (\S+) \(([^,]+), review (\d+), ([^)]*)\)$/;
const behalf = /^On-behalf-of: (\S+) \(([^,]+), (\S+), review (\d+)\)$/;
const numbered = /^(.*) \(#(\d+)\)$/;
const trailer = /^[A-Z][A-Za-z-]*: /;
// Decap names an entry by its file; the line below it says what it is called.
const automatic = /^(新增|修改|删除) \S+：[a-z0-9-]+$/;

/** Reads what the gate wrote into the commit that published a change. */
export function recordOf({ sha, commit, author }: Commit): MergeRecord {
  const [head = "", ...rest] = commit.message.split("\n");
  const [, bare = head, number] = numbered.exec(head) ?? [];
  const lines = rest.map((line) => line.trim()).filter((line) => line !== "");
  const said = lines.find((line) => !trailer.test(line)) ?? "";
  const named = automatic.test(bare) && said !== "";
  return {
    sha,
    number: number === undefined ? null : Number(number),
    title: named ? said : bare,
    subject: named || said === bare ? "" : said,
    author: author?.login ?? commit.author?.name ?? null,
    mergedAt: commit.committer?.date ?? "",
    signed: signaturesIn(commit.message, lines),
  };
}

// The gate's own record tells best; commits from before it have the lines alone.
function signaturesIn(message: string, lines: readonly string[]): SignedLine[] {
  const principals = principalsIn(lines);
  const known = parseRecord(message);
  const signed = known
    ? Object.entries(known.signatures).flatMap(([role, all]) =>
        all.map(({ user, review, at }) => ({ login: user, role, review, at })),
      )
    : approvalsIn(lines);
  return signed
    .map((one) => ({ ...one, principal: principals.get(one.review) ?? null }))
    .sort((a, b) => a.at.localeCompare(b.at));
}

function principalsIn(lines: readonly string[]): ReadonlyMap<number, string> {
  return new Map(
    lines.flatMap((line) => {
      const [, principal, , , review] = behalf.exec(line) ?? [];
      return principal && review ? [[Number(review), principal] as const] : [];
    }),
  );
}

function approvalsIn(lines: readonly string[]): Omit<SignedLine, "principal">[] {
  return lines.flatMap((line) => {
    const [, login, role, review, at = ""] = approved.exec(line) ?? [];
    return login && role && review ? [{ login, role, review: Number(review), at }] : [];
  });
}

/** The first and the last moment of a month in Beijing, `2026-11`. */
export function spanOf(month: string): { readonly since: string; readonly until: string } {
  const since = Date.parse(`${month}-01T00:00:00+08:00`);
  const next = Date.parse(`${monthAfter(month, 1)}-01T00:00:00+08:00`);
  const iso = (time: number) => new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
  return { since: iso(since), until: iso(next - 1000) };
}

/** `2026-12` for `2026-11` and 1; any number of months, backwards too. */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const months = year * 12 + number - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}
