import type { ChainRank } from "../approval/chain.ts";
import type { Decision } from "../approval/decision.ts";
import type { Picture } from "./picture.ts";

/**
 * Since when a change waits for those whose turn it is: since the last signature before theirs, else
 * since its content was last pushed. Null where no signature is waited for.
 */
export function turnSince(
  { pull, pushedAt }: Pick<Picture, "pushedAt"> & { pull: Pick<Picture["pull"], "createdAt"> },
  { stage }: Pick<Decision, "stage">,
  chain: readonly ChainRank[],
): string | null {
  if (stage === null) return null;
  const below = chain.slice(
    0,
    chain.findIndex((one) => one.rank === stage),
  );
  const signed = below.flatMap(({ slots }) => slots.flatMap((slot) => slot.signed));
  if (signed.length > 0) return new Date(Math.max(...signed.map((one) => one.at))).toISOString();
  const isLater = pushedAt !== null && Date.parse(pushedAt) > Date.parse(pull.createdAt);
  return isLater ? pushedAt : pull.createdAt;
}
