import type { Mirror } from "../adapters/git/mirror.ts";
import type { GitHub } from "../adapters/github/open.ts";
import type { ContentCheck } from "./findings.ts";
import type { Turn } from "./notice.ts";

/** Everything the gate needs of the world. */
export interface Doors {
  readonly github: GitHub;
  readonly git: Mirror;
  /** Milliseconds. */
  readonly now: () => number;
  readonly checkContent: ContentCheck;
  /** Tells people outside GitHub whose turn it is; does not wait and never throws. */
  readonly announce: (turn: Turn) => void;
  readonly log: (message: string, error?: unknown) => void;
}

/** Why a pull request cannot be judged, in words for its author. */
export class Refusal extends Error {}
