import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type People, parsePeople } from "../../src/approval/people.ts";
import { type ParsedPolicy, type Policy, parsePolicy } from "../../src/approval/policy.ts";
import type { SnapshotInput } from "../../src/approval/snapshot.ts";

/** The repository's own policy as plain data: a fresh copy that a test may change. */
export function companyData(): Record<string, unknown> & { options: Record<string, unknown> } {
  return parse(readFileSync(".github/approval.yml", "utf8"));
}

export function company(): Policy {
  return valid(parsePolicy(companyData()));
}

export function people(): People {
  return parsePeople(parse(readFileSync(".github/people.yml", "utf8")));
}

export function valid(parsed: ParsedPolicy): Policy {
  if (!parsed.ok) throw new Error(`Cannot use the policy: ${parsed.problems.join("; ")}`);
  return parsed.policy;
}

/** A pull request of `ed` that changes the given files, as an adapter would hand it over. */
export function pull(paths: readonly string[], more: Partial<SnapshotInput> = {}): SnapshotInput {
  return {
    pr: { number: 7, author: "ed", base: "main", head: "h1", state: "open", draft: false },
    files: paths.map((path) => ({ path, status: "modified", mode: "100644" })),
    commits: [{ sha: "h1", author: "ed", committer: "ed", parents: ["b0"] }],
    reviews: [],
    ...more,
  };
}

/** `wendy` approves the head at nine and some minutes, Beijing time. */
export function approval(id: number, user: string, minute: number, state = "APPROVED") {
  const at = `2026-03-02T09:${String(minute).padStart(2, "0")}:00+08:00`;
  return { id, user, user_type: "User", state, commit: "h1", at };
}

export const noon = Date.parse("2026-03-02T12:00:00+08:00");
