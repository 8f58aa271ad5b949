import { formatBeijing } from "../base/time.ts";
import type { ChainRank, ChainSlot, ChainView } from "./chain.ts";
import type { ClassOfFiles } from "./classes.ts";
import { type Check, type Decision, type IgnoredReason, ignoredReasons } from "./decision.ts";
import { type People, personName, rankName, roleName, wordFor } from "./people.ts";
import type { Review } from "./snapshot.ts";
import { classText, ignoredText, nextText, reasonText, text } from "./text.ts";
import type { Veto } from "./veto.ts";

/** A decision without what is rendered from it. */
export type Bare = Omit<Decision, "check" | "explanation">;

/** Everything an explanation is made from. */
export interface Told {
  readonly bare: Bare;
  /** Chinese: what was found, and where. */
  readonly details: readonly string[];
  readonly veto: Veto | null;
  /** Null when the policy is invalid. */
  readonly view: ChainView | null;
  readonly reviews: readonly Review[];
  /** What this decision alone posts; it differs from `check` when a sibling's is worse. */
  readonly own: Check;
  readonly check: Check;
}

/**
 * The lines a person reads: what was decided, by whom it was stopped, whose turn it is and what to
 * do next; then the files, every step of the chain, and why each signature that does not count does
 * not.
 */
export function explanationOf(told: Told, people: People): string[] {
  const { bare, details, view } = told;
  const isCounted = bare.decision === "approved" || bare.decision === "pending";
  return [
    ...inShort(told, people),
    ...details,
    ...(view && (isCounted || told.veto) ? view.classes.map(classLine) : []),
    ...(view && isCounted ? view.chain.map((rank, at) => stepLine(rank, at, bare, people)) : []),
    ...(told.veto ? [text.vetoAt(timeText(told.veto.at))] : []),
    ...Object.entries(bare.ignored).map(([id, reason]) => ignoredLine(told, id, reason, people)),
  ];
}

function inShort({ bare, own, check }: Told, people: People): string[] {
  return [
    headline(bare),
    ...(bare.by ? [text.by(personName(people, bare.by))] : []),
    ...turn(bare, people),
    ...(own === check ? [] : [text.sibling]),
  ];
}

function headline({ reason }: Bare): string {
  return isIgnoredReason(reason) ? reasonText.WAITING : reasonText[reason];
}

function turn({ stage, reason, waiting_for }: Bare, people: People): string[] {
  if (stage === null) return nextText[reason] ? [nextText[reason]] : [];
  const names = waiting_for.map((login) => personName(people, login));
  return [
    text.stage(rankName(stage)),
    names.length > 0 ? text.waitingFor(names.join(text.or)) : text.nobody,
  ];
}

const shown = 3;

function classLine({ id, chain, paths }: ClassOfFiles): string {
  const names = [...new Set(paths)];
  const rest = names.length - shown;
  const list = names.slice(0, shown).join(text.and) + (rest > 0 ? text.andMore(rest) : "");
  return text.classLine(wordFor(classText, id), list, chain.map(roleName).join(text.followedBy));
}

function stepLine({ rank, slots }: ChainRank, at: number, bare: Bare, people: People): string {
  const lines = slots.map((slot) => slotText(slot, bare, bare.stage === rank, people));
  return text.step(at + 1, rankName(rank), lines.join(text.also));
}

function slotText(slot: ChainSlot, { waiting_for }: Bare, isTurn: boolean, people: People): string {
  const signed = slot.signed.map((one) =>
    text.signature(personName(people, one.login), timeText(one.at)),
  );
  const missing = slot.required - signed.length;
  // Whose turn it is does not include the author and those who took part.
  const able = isTurn ? slot.holders.filter((one) => waiting_for.includes(one)) : slot.holders;
  const holders = able.map((login) => personName(people, login)).join(text.and);
  const open = isTurn ? text.open(missing) : text.later(missing);
  return text.slot(
    roleName(slot.role),
    [...signed, ...(missing > 0 ? [open + text.holders(holders || text.noHolder)] : [])].join(
      text.and,
    ),
  );
}

function ignoredLine(told: Told, id: string, reason: IgnoredReason, people: People): string {
  const review = told.reviews.find((one) => String(one.id) === id);
  const person = review?.user ? personName(people, review.user) : text.unknownPerson;
  return text.ignored(person, timeText(review?.at ?? Number.NaN), ignoredText[reason]);
}

function timeText(at: number): string {
  return Number.isFinite(at) ? formatBeijing(at) : text.unknownTime;
}

function isIgnoredReason(reason: Decision["reason"]): reason is IgnoredReason {
  return ignoredReasons.some((one) => one === reason);
}
