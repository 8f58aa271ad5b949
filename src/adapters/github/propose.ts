import type { Place } from "./settings.ts";

export interface Proposal {
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly label: string;
  /** A null text removes the file. */
  readonly files: readonly { readonly path: string; readonly text: string | null }[];
}

/** Opens a pull request in the name of whoever is signed in. Returns its number. */
export async function propose({ octokit, repo }: Place, given: Proposal): Promise<number> {
  const { git, pulls, issues } = octokit.rest;
  const { data: tip } = await git.getRef({ ...repo, ref: `heads/${given.base}` });
  const parent = tip.object.sha;
  const { data: tree } = await git.createTree({
    ...repo,
    base_tree: parent,
    tree: given.files.map(({ path, text }) => ({
      path,
      mode: "100644" as const,
      type: "blob" as const,
      ...(text === null ? { sha: null } : { content: text }),
    })),
  });
  const commit = { ...repo, message: given.title, tree: tree.sha, parents: [parent] };
  const { sha } = (await git.createCommit(commit)).data;
  await git.createRef({ ...repo, ref: `refs/heads/${given.branch}`, sha });
  const { title, body, branch: head, base } = given;
  const { number } = (await pulls.create({ ...repo, title, body, head, base })).data;
  await issues.setLabels({ ...repo, issue_number: number, labels: [given.label] });
  return number;
}
