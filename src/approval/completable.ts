import { combinations, openSeats, type Puzzle, type Seating, seatedIn } from "./puzzle.ts";

interface Opening {
  readonly rank: number;
  readonly seats: number;
  /** Who could take a seat: free to sign, and not sitting in this slot already. */
  readonly people: readonly string[];
}

/** The rank that each person is spent on. */
type Spent = ReadonlyMap<string, number>;

/** Rule 4: whether, after `seating`, people who are free to sign can complete the first `reach` ranks. */
export function isCompletable(puzzle: Puzzle, seating: Seating, reach: number): boolean {
  const openings = openingsOf(puzzle, seating, reach);
  if (!puzzle.distinct) return openings.every(({ people, seats }) => people.length >= seats);
  return canFill(openings, spentOn(puzzle, seating));
}

function openingsOf(puzzle: Puzzle, seating: Seating, reach: number): Opening[] {
  return puzzle.ranks.slice(0, reach).flatMap(({ slots }, rank) =>
    slots
      .map((slot) => {
        const sitting = new Set(seatedIn(seating, slot.role).map((one) => one.person));
        const people = slot.free.filter((person) => !sitting.has(person));
        return { rank, seats: openSeats(seating, slot), people };
      })
      .filter(({ seats }) => seats > 0),
  );
}

function spentOn({ ranks }: Puzzle, seating: Seating): Spent {
  return new Map(
    ranks.flatMap(({ slots }, rank) =>
      slots
        .flatMap((slot) => seatedIn(seating, slot.role))
        .map(({ person }) => [person, rank] as const),
    ),
  );
}

function canFill(openings: readonly Opening[], spent: Spent): boolean {
  const [first, ...rest] = openings;
  if (!first) return true;
  const people = first.people.filter((one) => (spent.get(one) ?? first.rank) === first.rank);
  // Whoever serves this rank already, or could serve no other, is seated at no cost.
  const [dear, cheap] = split(people, (one) => !spent.has(one) && isWanted(one, first.rank, rest));
  const missing = Math.max(0, first.seats - cheap.length);
  for (const chosen of combinations(dear, missing)) {
    const seated = [...cheap.slice(0, first.seats), ...chosen];
    if (canFill(rest, new Map([...spent, ...seated.map((one) => [one, first.rank] as const)])))
      return true;
  }
  return false;
}

function isWanted(person: string, rank: number, openings: readonly Opening[]): boolean {
  return openings.some((other) => other.rank !== rank && other.people.includes(person));
}

function split<T>(list: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [list.filter(test), list.filter((one) => !test(one))];
}
