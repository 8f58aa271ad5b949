export interface RemoteRef {
  /** `refs/heads/…` or `refs/pull/…`; bytes that are no UTF-8 are replaced, so two may look alike. */
  readonly name: string;
  readonly sha: string;
}

/** Reads `git ls-remote`. */
export function parseRefs(stdout: Buffer): RemoteRef[] {
  return stdout
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const tab = line.indexOf("\t");
      return { name: line.slice(tab + 1), sha: line.slice(0, tab) };
    });
}
