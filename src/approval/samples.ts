import { expandBraces } from "./glob.ts";
import type { Policy, PolicyClass } from "./policy.ts";

// Names that no glob spells out, with and without a dot, deep and shallow.
const anyFolders = ["", "zqx/", "zqx/.zqy/"];
const anyNames = ["zqx", "zqx.zq"];

/** Paths that a glob matches, standing for all of them where only wildcards decide. */
export function samplesOf(glob: string): string[] {
  return expandBraces(glob).flatMap((one) =>
    anyFolders.flatMap((folder) => anyNames.map((name) => fill(one, folder, name))),
  );
}

/** Whether a class takes a path only under a condition. */
export function isConditional({ every, when }: PolicyClass): boolean {
  return Boolean(every) || Boolean(when);
}

/** Whether some path may be of this class. Judged by samples: a class that is named here is dead. */
export function isReachable(policy: Policy, one: PolicyClass): boolean {
  if (one.id === policy.unclassified) return true;
  if (one.when && Object.values(one.when).every((values) => values.length === 0)) return false;
  const earlier = policy.classes.slice(0, policy.classes.indexOf(one));
  const taken = earlier.filter((other) => !isConditional(other));
  return one.match
    .flatMap(samplesOf)
    .some((path) => one.matches(path) && !taken.some((other) => other.matches(path)));
}

function fill(glob: string, folder: string, name: string): string {
  return glob
    .replaceAll("**/", folder)
    .replaceAll("**", folder + name)
    .replaceAll("*", name)
    .replaceAll("?", "z");
}
