import { sameLogin } from "../../../src/approval/login.ts";
import type { Event } from "../api/shapes.ts";
import type { Report } from "../report.ts";

export interface HandOver {
  readonly role: string;
  readonly principal: string;
  readonly deputy: string;
}

const mark = /<!-- countersign-hand-over (\S+) (\S+) (\S+) -->/;

/** What the desk writes into the comment that asks a deputy, for the desk to find again. */
export function handOverMark({ role, principal, deputy }: HandOver): string {
  return `<!-- countersign-hand-over ${role} ${principal} ${deputy} -->`;
}

/** The hand-over that a comment is; null for any other. Nobody hands over in somebody else's name. */
export function handOverIn(event: Event): HandOver | null {
  const [, role, principal, deputy] = mark.exec(event.body ?? "") ?? [];
  if (!role || !principal || !deputy) return null;
  const author = event.user?.login ?? event.actor?.login;
  return sameLogin(author, principal) ? { role, principal, deputy } : null;
}

/** Who asked `login` to act as deputy, last; null when nobody did. */
export function askedBy(events: readonly Event[], login: string): string | null {
  const found = events
    .map(handOverIn)
    .findLast((one) => one !== null && sameLogin(one.deputy, login));
  return found?.principal ?? null;
}

export interface Deputy extends HandOver {
  /** Milliseconds. */
  readonly until: number;
  /** Whether a signature of the deputy would count: not for whoever took part in the change. */
  readonly able: boolean;
}

export interface Offer {
  /** The role that `login` holds and whose turn it is. */
  readonly role: string;
  readonly deputies: readonly Deputy[];
}

/** What one may hand over: null for whoever is not a holder whose turn it is, deputies included. */
export function offerOf(report: Report | null, login: string): Offer | null {
  const rank = report?.chain.find((one) => one.rank === report.decision.stage);
  const slot = rank?.slots.find(
    ({ holders, deputies, signed, required }) =>
      signed.length < required &&
      holders.some((one) => sameLogin(one, login)) &&
      !deputies.some((one) => sameLogin(one.login, login)),
  );
  if (!report || !slot) return null;
  const own = slot.deputies.filter((one) => sameLogin(one.principal, login));
  const { waiting_for } = report.decision;
  return {
    role: slot.role,
    deputies: own.map(({ login: deputy, principal, until }) => ({
      ...{ role: slot.role, principal, deputy, until },
      able: waiting_for.some((one) => sameLogin(one, deputy)),
    })),
  };
}
