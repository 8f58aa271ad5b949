import type { Review } from "./snapshot.ts";

/** An approval that may count, with the slots that its author may fill with it. */
export interface Candidate {
  readonly review: Review;
  /** The author's login key. */
  readonly person: string;
  readonly roles: readonly string[];
}

export interface Slot {
  readonly role: string;
  /** How many different people it needs. */
  readonly needed: number;
  /** The login keys of those who could sign it from now on. */
  readonly free: readonly string[];
}

export interface Rank {
  readonly rank: string;
  readonly slots: readonly Slot[];
}

/** Who may fill what: rules 2 to 4 ask for an assignment of people to slots. */
export interface Puzzle {
  /** In order. */
  readonly ranks: readonly Rank[];
  /** Earlier first. */
  readonly candidates: readonly Candidate[];
  /** One person counts for one rank only. */
  readonly distinct: boolean;
  /** Who must be spent with care: the people who could serve in more than one rank. */
  readonly versatile: ReadonlySet<string>;
}

export function puzzleFor(
  ranks: readonly Rank[],
  candidates: readonly Candidate[],
  distinct: boolean,
): Puzzle {
  const careful = distinct ? versatile(ranks, candidates) : new Set<string>();
  return { ranks, candidates, distinct, versatile: careful };
}

function versatile(ranks: readonly Rank[], candidates: readonly Candidate[]): Set<string> {
  const ways = ranks.flatMap(({ rank, slots }) =>
    slots.flatMap(({ role, free }) => {
      const able = candidates.filter((one) => one.roles.includes(role)).map((one) => one.person);
      return [...free, ...able].map((person) => ({ person, rank }));
    }),
  );
  const serving = Map.groupBy(ways, ({ person }) => person);
  const people = [...serving].filter(([, own]) => new Set(own.map(({ rank }) => rank)).size > 1);
  return new Set(people.map(([person]) => person));
}

/** Who sits where, by slot. */
export type Seating = ReadonlyMap<string, readonly Candidate[]>;

export function seatedIn(seating: Seating, role: string): readonly Candidate[] {
  return seating.get(role) ?? [];
}

export function openSeats(seating: Seating, slot: Slot): number {
  return Math.max(0, slot.needed - seatedIn(seating, slot.role).length);
}

export function isFull(seating: Seating, { slots }: Rank): boolean {
  return slots.every((slot) => openSeats(seating, slot) === 0);
}

/** All choices of `size` out of `list`, in the list's order, made one by one. */
export function* combinations<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) yield [];
  else
    for (const [at, one] of list.entries())
      for (const rest of combinations(list.slice(at + 1), size - 1)) yield [one, ...rest];
}
