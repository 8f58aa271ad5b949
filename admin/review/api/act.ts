import * as z from "zod";
import type { PushedBranch } from "./read.ts";
import { DeskError, type Transport } from "./transport.ts";

/** A change of several files that is to be proposed. */
export interface Proposal {
  /** The same proposal has the same branch: sent twice it is one pull request. */
  readonly branch: string;
  readonly title: string;
  readonly body: string;
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

export interface Actor {
  /** A review by the signed-in person, on exactly the commit that was shown. */
  review(
    number: number,
    commit: string,
    event: "APPROVE" | "REQUEST_CHANGES",
    body: string,
  ): Promise<void>;
  askReview(number: number, login: string): Promise<void>;
  comment(number: number, body: string): Promise<void>;
  /** Opens the pull request of a pushed branch; answers its number. */
  propose(branch: PushedBranch): Promise<number>;
  /** Commits the files on a new branch and opens its pull request; answers its number. */
  send(proposal: Proposal): Promise<number>;
}

const numbered = z.object({ number: z.number() });
const named = z.object({ sha: z.string() });

/** Writes to GitHub as the person who is signed in. */
export function createActor(transport: Transport, main: string, owner: string): Actor {
  const { send } = transport;
  const open = async (title: string, head: string, body: string) =>
    (await send("POST", "/pulls", { title, head, base: main, body }, numbered)).number;
  return {
    async review(number, commit, event, body) {
      const asked = { event, body, commit_id: commit };
      await send("POST", `/pulls/${number}/reviews`, asked, z.unknown());
    },
    async askReview(number, login) {
      const asked = { reviewers: [login] };
      await send("POST", `/pulls/${number}/requested_reviewers`, asked, z.unknown());
    },
    async comment(number, body) {
      await send("POST", `/issues/${number}/comments`, { body }, z.unknown());
    },
    propose: ({ name, title }) => open(title, name, ""),
    async send(proposal) {
      const { branch, title, body } = proposal;
      const known = await opened(transport, `${owner}:${branch}`);
      if (known !== null) return known;
      await push(transport, main, proposal);
      return open(title, branch, body);
    },
  };
}

async function opened({ get }: Transport, head: string): Promise<number | null> {
  const found = await get(`/pulls?state=open&head=${encodeURIComponent(head)}`, z.array(numbered));
  return found[0]?.number ?? null;
}

const reference = z.object({ object: z.object({ sha: z.string() }) });
const tree = z.object({ tree: z.object({ sha: z.string() }) });

async function push(
  { get, send }: Transport,
  main: string,
  { branch, title, files }: Proposal,
): Promise<void> {
  const parent = (await get(`/git/ref/heads/${main}`, reference)).object.sha;
  const base = (await get(`/git/commits/${parent}`, tree)).tree.sha;
  const entries = files.map((one) => ({ ...one, mode: "100644", type: "blob" }));
  const { sha: made } = await send("POST", "/git/trees", { base_tree: base, tree: entries }, named);
  const message = { message: title, tree: made, parents: [parent] };
  const { sha } = await send("POST", "/git/commits", message, named);
  await send("POST", "/git/refs", { ref: `refs/heads/${branch}`, sha }, z.unknown()).catch(
    async (error: unknown) => {
      // The branch of an attempt that was cut off: it is moved to what is sent now.
      if (!(error instanceof DeskError) || error.status !== 422) throw error;
      await send("PATCH", `/git/refs/heads/${branch}`, { sha, force: true }, z.unknown());
    },
  );
}
