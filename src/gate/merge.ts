import type { MergeAnswer } from "../adapters/github/write.ts";
import type { Doors } from "./doors.ts";
import type { Judgement } from "./judge.ts";
import type { Picture } from "./picture.ts";
import { recordLine, recordOf } from "./record.ts";
import { text } from "./text.ts";

/** What came of an approved change. `again`: the picture is out of date, read it anew. */
export type MergeOutcome =
  | { readonly kind: "merged"; readonly sha: string }
  | { readonly kind: "blocked"; readonly why: string }
  | { readonly kind: "again" };

/** Merges an approved pull request at exactly the head that was judged. */
export async function mergeApproved(
  { github }: Doors,
  judgement: Judgement,
): Promise<MergeOutcome> {
  const { picture, decision, hindrance, subject, view } = judgement;
  if (hindrance) return { kind: "blocked", why: hindrance };
  const { number, head, title } = picture.pull;
  const record = recordOf(judgement);
  if (!record) throw new Error(`Cannot merge ${number}: its approval cannot be recorded`);
  const answer = await github.merge({
    number,
    head,
    title: `${title.replaceAll(skipping, "")} (#${number})`,
    message: [
      ...(subject === null ? [] : [subject.replaceAll(skipping, ""), ""]),
      ...signatures(picture.timeline.reviews, decision.counted),
      ...deputies(view.chain),
      recordLine(record),
    ].join("\n"),
  });
  if (answer.merged) return { kind: "merged", sha: answer.sha };
  return isOutOfDate(answer)
    ? { kind: "again" }
    : { kind: "blocked", why: text.refused(answer.message) };
}

// Words that would keep the workflows that publish the site from running.
const skipping = /\[(skip ci|ci skip|no ci|skip actions|actions skip)\]|skip-checks:\s*true/gi;

function isOutOfDate(answer: Exclude<MergeAnswer, { merged: true }>): boolean {
  return answer.status === 409 || /base branch was modified|not mergeable/i.test(answer.message);
}

/** Who signed, as trailers: the history of the main branch says it without GitHub. */
function signatures(
  reviews: Picture["timeline"]["reviews"],
  counted: Judgement["decision"]["counted"],
): string[] {
  return Object.entries(counted).flatMap(([slot, ids]) =>
    ids.map((id) => {
      const review = reviews.find((one) => one.id === id);
      return `Approved-by: ${review?.user ?? "unknown"} (${slot}, review ${id}, ${review?.at ?? ""})`;
    }),
  );
}

/** Who of them signed in somebody's stead. */
function deputies(chain: Judgement["view"]["chain"]): string[] {
  return chain
    .flatMap((rank) => rank.slots)
    .flatMap(({ role, signed }) =>
      signed.flatMap(({ login, review, principal }) =>
        principal ? [`On-behalf-of: ${principal} (${role}, ${login}, review ${review})`] : [],
      ),
    );
}
