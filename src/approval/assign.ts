import { isCompletable } from "./completable.ts";
import {
  type Candidate,
  combinations,
  isFull,
  type Puzzle,
  type Rank,
  type Seating,
  type Slot,
  seatedIn,
} from "./puzzle.ts";
import { bySubmission, type Review } from "./snapshot.ts";

export interface Assignment {
  readonly seating: Seating;
  /** How many ranks are filled. */
  readonly completed: number;
  /** How many ranks can be completed from here by people who are free to sign. */
  readonly reach: number;
}

/**
 * Rules 2 to 4: who fills which slot. A complete assignment if there is one. Otherwise one from
 * which the most ranks can still be completed, and of those the one that has come furthest. Among
 * equals earlier approvals are preferred, rank by rank. The search is exact.
 */
export function assign(puzzle: Puzzle): Assignment {
  for (let reach = puzzle.ranks.length; reach > 0; reach -= 1) {
    const found = furthest(puzzle, reach);
    if (found) return found;
  }
  return furthest(puzzle, 0) ?? { seating: new Map(), completed: 0, reach: 0 };
}

interface Progress {
  readonly completed: number;
  /** Seats taken in the first rank that is not complete. */
  readonly seats: number;
}

function furthest(puzzle: Puzzle, reach: number): Assignment | null {
  const goal = best(puzzle);
  let found: (Assignment & Progress) | null = null;
  // True when nothing better can be found.
  const climb = (at: number, below: Seating): boolean => {
    const rank = puzzle.ranks[at];
    if (!rank) return offer({ completed: at, seats: 0 }, below);
    for (const filling of fillings(rank.slots, (slot) => present(puzzle, slot, below))) {
      const seating = new Map([...below, ...filling]);
      const seats = seatsIn(filling);
      const full = isFull(filling, rank);
      if (full ? climb(at + 1, seating) : offer({ completed: at, seats }, seating)) return true;
    }
    return false;
  };
  const offer = (progress: Progress, seating: Seating): boolean => {
    if (found && !isFurther(progress, found)) return false;
    if (!isCompletable(puzzle, seating, reach)) return false;
    found = { ...progress, seating, reach };
    return !isFurther(goal, progress);
  };
  climb(0, new Map());
  return found;
}

function isFurther(a: Progress, b: Progress): boolean {
  return a.completed > b.completed || (a.completed === b.completed && a.seats > b.seats);
}

/** Nothing comes further than this: how far the approvals would reach if order did not matter. */
function best({ ranks, candidates }: Puzzle): Progress {
  const seats = ({ role, needed }: Slot) => {
    const people = candidates.filter((one) => one.roles.includes(role)).map((one) => one.person);
    return Math.min(needed, new Set(people).size);
  };
  const isFillable = ({ slots }: Rank) => slots.every((slot) => seats(slot) === slot.needed);
  const short = ranks.findIndex((rank) => !isFillable(rank));
  const slots = ranks[short]?.slots ?? [];
  return {
    completed: short < 0 ? ranks.length : short,
    seats: slots.reduce((sum, slot) => sum + seats(slot), 0),
  };
}

/** Every way to seat people in one rank, fuller ways and earlier approvals first. */
function fillings(
  slots: readonly Slot[],
  able: (slot: Slot) => readonly Candidate[],
): readonly Seating[] {
  return [...seatings(slots, able)]
    .map((seating) => ({ seating, seats: seatsIn(seating), reviews: reviewsIn(seating) }))
    .sort((a, b) => b.seats - a.seats || byEarliest(a.reviews, b.reviews))
    .map(({ seating }) => seating);
}

/** The review of each seat, earlier first. */
function reviewsIn(seating: Seating): readonly Review[] {
  const seated = [...seating.values()].flat();
  return seated.map((one) => one.review).sort(bySubmission);
}

// Of two ways with as many seats, the first seat that differs decides.
function byEarliest(a: readonly Review[], b: readonly Review[]): number {
  const at = a.findIndex((review, place) => review !== b[place]);
  const [left, right] = [a[at], b[at]];
  return left && right ? bySubmission(left, right) : 0;
}

function* seatings(
  slots: readonly Slot[],
  able: (slot: Slot) => readonly Candidate[],
): Generator<Seating> {
  const [slot, ...others] = slots;
  if (!slot) yield new Map();
  else
    for (const seated of choices(able(slot), slot.needed))
      for (const rest of seatings(others, able)) yield new Map([[slot.role, seated], ...rest]);
}

// Fewer than the slot needs may be seated too: somebody may have to be kept for a later rank.
function* choices(able: readonly Candidate[], needed: number): Generator<readonly Candidate[]> {
  for (let size = Math.min(able.length, needed); size >= 0; size -= 1)
    yield* combinations(able, size);
}

/** Whose approval can fill `slot` after the ranks `below`: of each person the earliest one. */
function present(puzzle: Puzzle, slot: Slot, below: Seating): Candidate[] {
  const seated = [...below.values()].flat();
  const last = latest(seated);
  const met = new Set(puzzle.distinct ? seated.map((one) => one.person) : []);
  let spare = slot.needed;
  return puzzle.candidates.filter((one) => {
    if (!one.roles.includes(slot.role) || met.has(one.person)) return false;
    if (last && bySubmission(one.review, last) <= 0) return false;
    met.add(one.person);
    // Of those who can serve in no other rank, as many as the slot needs stand for all.
    if (puzzle.versatile.has(one.person)) return true;
    spare -= 1;
    return spare >= 0;
  });
}

function latest(seated: readonly Candidate[]): Review | undefined {
  return seated
    .map((one) => one.review)
    .sort(bySubmission)
    .at(-1);
}

function seatsIn(filling: Seating): number {
  return [...filling.keys()].reduce((sum, role) => sum + seatedIn(filling, role).length, 0);
}
