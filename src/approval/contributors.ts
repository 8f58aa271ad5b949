import { loginKey } from "./login.ts";
import { type Commit, fingerprintOf, type Push, type Snapshot } from "./snapshot.ts";

/**
 * Rule 8: the login keys of those who contributed besides the author: authors and committers of
 * commits that are no clean update merge, and actors of pushes that changed the content.
 */
export function contributors(snapshot: Snapshot): ReadonlySet<string> {
  const changes = (snapshot.commits ?? []).filter((one) => !isCleanUpdateMerge(snapshot, one));
  const people = [
    ...changes.flatMap((commit) => [commit.author, commit.committer]),
    ...pushers(snapshot),
  ];
  return new Set(people.flatMap((login) => (login && isPerson(login) ? [loginKey(login)] : [])));
}

function isCleanUpdateMerge(snapshot: Snapshot, { sha, parents }: Commit): boolean {
  const [first] = parents;
  if (parents.length !== 2 || !first) return false;
  return fingerprintOf(snapshot, sha) === fingerprintOf(snapshot, first);
}

// A push nobody is named for adds nobody, but what it brought is not the next one's doing.
function pushers(snapshot: Snapshot): (string | null)[] {
  const pushes = [...snapshot.pushes].sort(byTime);
  return pushes
    .filter((push, at) => isChange(snapshot, push, pushes[at - 1]))
    .map((push) => push.actor);
}

// The first push has nothing before it, and changes everything.
function isChange(snapshot: Snapshot, push: Push, before: Push | undefined): boolean {
  if (!push.sha || !before?.sha) return true;
  return fingerprintOf(snapshot, push.sha) !== fingerprintOf(snapshot, before.sha);
}

// GitHub's times are whole seconds: pushes of the same second stay in the order in which they are told.
function byTime(a: Push, b: Push): number {
  const [left, right] = [a.at, b.at].map((at) => (Number.isNaN(at) ? -Infinity : at));
  return left === right ? 0 : (left ?? 0) < (right ?? 0) ? -1 : 1;
}

function isPerson(login: string): boolean {
  return loginKey(login) !== "web-flow" && !loginKey(login).endsWith("[bot]");
}
