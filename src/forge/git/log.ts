export interface Signature {
  readonly name: string;
  readonly email: string;
  /** ISO 8601. */
  readonly date: string;
}

export interface CommitData {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

const field = "%x1f";
export const logFormat = `--format=%H${field}%T${field}%P${field}%an${field}%ae${field}%aI${field}%cn${field}%ce${field}%cI${field}%B`;

/** Reads what `git log -z` prints with `logFormat`. */
export function parseCommits(text: string): CommitData[] {
  return text
    .split("\0")
    .filter((part) => part !== "")
    .map(parseCommit);
}

function parseCommit(text: string): CommitData {
  const [
    sha = "",
    tree = "",
    parents = "",
    an = "",
    ae = "",
    ad = "",
    cn = "",
    ce = "",
    cd = "",
    ...message
  ] = text.split("\x1f");
  return {
    sha,
    tree,
    parents: parents.split(" ").filter((parent) => parent !== ""),
    author: { name: an, email: ae, date: utc(ad) },
    committer: { name: cn, email: ce, date: utc(cd) },
    message: message.join("\x1f").replace(/\n+$/, ""),
  };
}

const ident = /^(.*?) ?<([^>]*)> (\d+) [+-]\d{4}$/;

/**
 * Reads a commit object as `git cat-file` gives it, to the same result as `parseCommits`; null for
 * one that only git itself can read (an old encoding, a damaged line).
 */
export function parseCommitObject(sha: string, object: Buffer): CommitData | null {
  const text = object.toString("utf8");
  const end = text.indexOf("\n\n");
  const header = text.slice(0, end < 0 ? undefined : end).split("\n");
  const values = (key: string) =>
    header.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  const [author, committer] = [signature(values("author")), signature(values("committer"))];
  const [tree] = values("tree");
  if (!tree || !author || !committer || values("encoding").length > 0) return null;
  const message = end < 0 ? "" : text.slice(end + 2).replace(/\n+$/, "");
  return { sha, tree, parents: values("parent"), author, committer, message };
}

function signature([line = ""]: readonly string[]): Signature | null {
  const [, name = "", email = "", seconds] = ident.exec(line) ?? [];
  if (seconds === undefined) return null;
  return { name, email, date: utc(new Date(Number(seconds) * 1000).toISOString()) };
}

// GitHub shows commit times in UTC without fractions.
function utc(iso: string): string {
  return new Date(iso).toISOString().replace(/\.\d+Z$/, "Z");
}
