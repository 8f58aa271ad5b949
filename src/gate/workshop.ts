import { type Commits, createCommits } from "./commits.ts";
import type { Doors } from "./doors.ts";
import { createFindings, type Findings } from "./findings.ts";

/** The doors, and what the gate remembers to save time; forgetting it changes no decision. */
export interface Workshop extends Doors {
  readonly findings: Findings;
  readonly commits: Commits;
}

export function openWorkshop(doors: Doors): Workshop {
  return { ...doors, findings: createFindings(doors), commits: createCommits(doors.github) };
}
