import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { text } from "./text.ts";

/** Another studio, still running, keeps its state in the folder. The message is for people. */
export class ClaimedError extends Error {
  constructor(dir: string) {
    super(text.claimed(dir));
  }
}

/**
 * Makes the folder `dir` this process's own until the answer is called: two studios in one folder
 * would overwrite each other's records. The claim is a lock of the operating system and ends with the
 * process, however that ends. Throws ClaimedError.
 */
export function claimState(dir: string): () => void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const claim = new DatabaseSync(join(dir, claimName), { timeout: 0 });
  try {
    claim.exec("BEGIN EXCLUSIVE");
  } catch {
    claim.close();
    throw new ClaimedError(dir);
  }
  held.add(claim);
  return () => {
    held.delete(claim);
    claim.close();
  };
}

// A database that nobody refers to is closed by the garbage collector, and its lock would be gone.
const held = new Set<DatabaseSync>();

/** Throws away all that is kept in `dir` but the claim on it. */
export function emptyState(dir: string): void {
  for (const name of readdirSync(dir))
    if (name !== claimName) rmSync(join(dir, name), { recursive: true, force: true });
}

const claimName = "claim";

/**
 * Removes the lock files that a git process left when it was killed: nobody would ever release them.
 * Only for one who has claimed the repository, and before git runs in it.
 */
export function releaseLocks(repository: string): void {
  const names = readdirSync(repository, { recursive: true, encoding: "utf8" });
  for (const name of names.filter((one) => one.endsWith(".lock")))
    rmSync(join(repository, name), { force: true });
}
