/** The two places where an entry can change behind an editor's back; null where there is nothing. */
export interface Seen {
  /** The commit of its draft. */
  readonly head: string | null;
  /** The content of its published file. */
  readonly published: string | null;
}

/**
 * What happened to an entry since it was opened. `draftChanged`: its draft was saved by somebody else.
 * `draftBegun`: somebody else began a draft. `draftGone`: the draft was published or given up.
 * `publishedChanged`: another change of the same file was published.
 */
export type Conflict = "draftChanged" | "draftBegun" | "draftGone" | "publishedChanged";

/** What a save now would do to others' work; null when it does nothing to it. */
export function conflictOf(seen: Seen, now: Seen): Conflict | null {
  if (seen.head !== now.head) {
    if (now.head === null) return "draftGone";
    return seen.head === null ? "draftBegun" : "draftChanged";
  }
  return seen.published === now.published ? null : "publishedChanged";
}

export interface Difference {
  readonly field: string;
  readonly mine: string;
  readonly theirs: string;
}

type Data = Readonly<Record<string, unknown>>;

/** The fields in which two versions of an entry differ, in the order of mine. */
export function differencesOf(mine: Data, theirs: Data): Difference[] {
  const fields = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return fields
    .map((field) => ({ field, mine: shown(mine[field]), theirs: shown(theirs[field]) }))
    .filter((one) => one.mine !== one.theirs);
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value.trim() : JSON.stringify(value);
}
