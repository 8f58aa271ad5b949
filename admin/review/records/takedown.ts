import { personName, roleName } from "../../../src/approval/people.ts";
import { withdrawnText } from "../../../src/gate/takedown.ts";
import { takedownText } from "../../../src/gate/text.ts";
import { text } from "../../text.ts";
import type { Proposal } from "../api/act.ts";
import type { Detail } from "../api/read.ts";
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
  return {
    branch: `takedown/pr-${detail.pull.number}`,
    title: takedownText.title(found.map((one) => one.path)),
    body: bodyOf(desk, detail, reason, found),
    files: found,
  };
}

function bodyOf(
  desk: Desk,
  { pull, report }: Detail,
  reason: string,
  files: Proposal["files"],
): string {
  const { people, policy } = desk.company();
  const slots = (report?.chain ?? []).flatMap((one) => one.slots);
  const signers = slots.flatMap(({ role, signed }) =>
    signed.map((one) =>
      takedownText.signer(
        roleName(role),
        personName(people, one.login),
        new Date(one.at).toISOString(),
      ),
    ),
  );
  const author = personName(people, pull.user?.login ?? text.review.history.unknown);
  const published = pull.merged_at ?? "";
  return [
    takedownText.reason(reason),
    ...files.map(({ path }) => takedownText.file(path)),
    takedownText.change(`#${pull.number}`, published, author, signers),
    takedownText.tell(policy?.roles.gm ?? []),
  ].join("\n\n");
}
