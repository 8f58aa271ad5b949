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

// GitHub shows commit times in UTC without fractions.
function utc(iso: string): string {
  return new Date(iso).toISOString().replace(/\.\d+Z$/, "Z");
}
