import type { Assignment } from "./assign.ts";
import { isCompletable } from "./completable.ts";
import { loginKey, uniqueLogins } from "./login.ts";
import { type Candidate, openSeats, type Puzzle, type Slot, seatedIn } from "./puzzle.ts";

/**
 * Whose signature the present rank waits for: everyone who could take an open seat so that the chain
 * can still be completed afterwards. Empty when the chain is complete or nobody can sign.
 */
export function waitingFor(
  puzzle: Puzzle,
  assignment: Assignment,
  signersOf: (role: string) => readonly string[],
): string[] {
  const { seating, completed } = assignment;
  const slots = puzzle.ranks[completed]?.slots ?? [];
  return uniqueLogins(
    slots
      .filter((slot) => openSeats(seating, slot) > 0)
      .flatMap((slot) =>
        signersOf(slot.role).filter((login) => maySign(puzzle, assignment, slot, loginKey(login))),
      ),
  );
}

function maySign(
  puzzle: Puzzle,
  { seating, completed, reach }: Assignment,
  slot: Slot,
  person: string,
): boolean {
  const sitting = seatedIn(seating, slot.role);
  if (!slot.free.includes(person) || sitting.some((one) => one.person === person)) return false;
  if (puzzle.distinct && sitsBelow(puzzle, completed, person, seating)) return false;
  const next = new Map([...seating, [slot.role, [...sitting, seatFor(person, slot.role)]]]);
  return isCompletable(puzzle, next, reach);
}

function sitsBelow(
  { ranks }: Puzzle,
  completed: number,
  person: string,
  seating: Assignment["seating"],
): boolean {
  return ranks
    .slice(0, completed)
    .flatMap(({ slots }) => slots.flatMap((slot) => seatedIn(seating, slot.role)))
    .some((one) => one.person === person);
}

function seatFor(person: string, role: string): Candidate {
  const review = { id: Number.NaN, user: person, state: "APPROVED", commit: null, at: Number.NaN };
  return { review, person, roles: [role] };
}
