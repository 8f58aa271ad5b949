import { GitError } from "./run.ts";

export interface Wanted {
  readonly branches: readonly string[];
  readonly shas: readonly string[];
}

const shaPattern = /^[0-9a-f]{40}$/;

/** Where everything fetched stays, so that git neither forgets it nor asks for it again. */
function refspecs(wanted: Wanted): string[] {
  return [
    ...wanted.branches.map((branch) => `+refs/heads/${branch}:${branchRef(branch)}`),
    ...wanted.shas.map((sha) => `+${sha}:refs/seen/${sha}`),
  ];
}

export function branchRef(branch: string): string {
  return `refs/remotes/origin/${branch}`;
}

export function isSha(text: string): boolean {
  return shaPattern.test(text);
}

/** The commit that the remote does not have, if that is why the fetch failed. */
function missingSha(error: unknown): string | null {
  if (!(error instanceof GitError)) return null;
  return /not our ref ([0-9a-f]{40})/.exec(error.stderr)?.[1] ?? null;
}

/**
 * Fetches everything at once. A commit that the remote dropped fails the whole fetch, so it is
 * left out and the rest asked again; returns those left out. Any other failure is thrown.
 */
export async function fetchWanted(
  fetch: (refspecs: readonly string[]) => Promise<unknown>,
  wanted: Wanted,
): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  for (;;) {
    const shas = wanted.shas.filter((sha) => !missing.has(sha));
    try {
      await fetch(refspecs({ branches: wanted.branches, shas }));
      return missing;
    } catch (error) {
      const gone = missingSha(error);
      if (gone === null || !shas.includes(gone)) throw error;
      missing.add(gone);
    }
  }
}
