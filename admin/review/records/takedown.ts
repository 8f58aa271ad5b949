import {
  changesTold,
  type PublishedChange,
  takedownBody,
  withdrawnText,
} from "../../../src/gate/takedown.ts";
import { takedownText } from "../../../src/gate/text.ts";
import { text } from "../../text.ts";
import type { Proposal } from "../api/act.ts";
import type { Detail } from "../api/read.ts";
import type { Commit } from "../api/shapes.ts";
import type { Desk } from "../desk.ts";

/**
 * A change that only withdraws these pages as they stand on the main branch, and names who wrote and
 * who signed (rule 6.7). Throws where none of them is there any more.
 */
export async function takedownProposal(
  desk: Desk,
  detail: Detail,
  paths: readonly string[],
  reason: string,
): Promise<Proposal> {
  const { branch } = desk.settings;
  const files = await Promise.all(
    paths.map(async (path) => {
      const source = await desk.reader.text(path, branch);
      const content = source === null ? null : withdrawnText(source, path);
      return content === null || content === source ? [] : [{ path, content }];
    }),
  );
  const found = files.flat();
  if (found.length === 0) throw new Error(text.review.takedown.nothing);
  const { people, policy } = desk.company();
  const changed = await Promise.all(
    found.map(async ({ path }) => ({
      path,
      changes: (await desk.reader.changesOf(path, changesTold)).map(asPublished),
    })),
  );
  return {
    branch: `takedown/pr-${detail.pull.number}`,
    title: takedownText.title(found.map((one) => one.path)),
    body: takedownBody({ reason, tell: policy?.roles.gm ?? [], people }, changed),
    files: found,
  };
}

function asPublished({ sha, author, commit }: Commit): PublishedChange {
  return {
    sha,
    at: commit.committer?.date ?? "",
    author: author?.login ?? commit.author?.name ?? text.review.history.unknown,
    message: commit.message,
  };
}
