import { parseCodeowners } from "./codeowners.ts";
import type { PullRecord, ReviewRecord } from "./records.ts";
import type { Forge } from "./types.ts";

const ownerFiles = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/**
 * Whether an owner of every changed file has approved, by the CODEOWNERS of the base branch: the
 * pull request's own version of that file decides nothing. A moved file is two changed files.
 */
export async function ownersApproved(
  forge: Forge,
  pull: PullRecord,
  approvals: readonly ReviewRecord[],
): Promise<boolean> {
  const owners = await ownersOf(forge, pull.base);
  if (!owners) return true;
  const approvers = new Set(approvals.flatMap((one) => namesOf(forge, one.userId)));
  const paths = await changedPaths(forge, pull);
  return paths.every((path) => {
    const required = owners(path);
    return required.length === 0 || required.some((owner) => approvers.has(owner));
  });
}

function namesOf(forge: Forge, userId: number): string[] {
  const user = forge.store.user.get(userId);
  return user ? [user.login.toLowerCase(), user.email.toLowerCase()] : [];
}

async function changedPaths(forge: Forge, pull: PullRecord): Promise<string[]> {
  const tip = await forge.git.readRef(`refs/heads/${pull.base}`);
  const base = tip && (await forge.git.mergeBase(tip, pull.headSha));
  if (!base) return [];
  return (await forge.git.rawDiff(base, pull.headSha)).map((one) => one.path);
}

async function ownersOf(forge: Forge, branch: string) {
  for (const file of ownerFiles) {
    const sha = await forge.git.readRef(`refs/heads/${branch}:${file}`);
    const blob = sha && (await forge.git.readBlob(sha));
    if (blob) return parseCodeowners(blob.toString("utf8"));
  }
  return null;
}
