import { stagesOf } from "./classes.ts";
import { expandBraces } from "./glob.ts";
import { sameLogin, uniqueLogins } from "./login.ts";
import type { Policy, PolicyClass } from "./policy.ts";
import { isConditional, samplesOf } from "./samples.ts";
import { codeownersText } from "./text.ts";

/** Classes whose whole chain owns the files; content is owned by its first rank. */
const wholeChain = ["governance", "layout", "accounts"];

/**
 * `.github/CODEOWNERS` for a policy: the second lock beside the gate. Content is owned by its first
 * rank and that rank's named deputies, so that nobody is asked long before it is their turn.
 * In CODEOWNERS the last match wins, in the policy the first one: the order is turned around.
 */
export function codeowners(policy: Policy): string {
  const fallback = policy.classes.find((one) => one.id === policy.unclassified);
  const lines = policy.classes
    .filter((one) => !isConditional(one))
    .toReversed()
    .flatMap((one) => one.match.flatMap(expandBraces).map((glob) => ownerLine(policy, one, glob)));
  const all = fallback ? [`* ${mention(owners(policy, fallback))}`, ...lines] : lines;
  return `${[codeownersText.head, ...all].join("\n")}\n`;
}

// CODEOWNERS knows no conditions. GitHub is content with any one owner, so a path also names those
// who begin the chain of a class that may take it under a condition: else a takedown that is signed
// as the policy asks would still wait for an owner whom the policy does not ask.
function ownerLine(policy: Policy, one: PolicyClass, glob: string): string {
  const earlier = policy.classes.slice(0, policy.classes.indexOf(one));
  const samples = samplesOf(glob);
  const conditional = earlier.filter(
    (other) => isConditional(other) && samples.some(other.matches),
  );
  return `${anchored(glob)} ${mention([one, ...conditional].flatMap((each) => owners(policy, each)))}`;
}

function anchored(glob: string): string {
  return `/${glob.replace(/[\\ #]/g, "\\$&")}`;
}

function owners(policy: Policy, one: PolicyClass): string[] {
  const stages = stagesOf(policy, [one]);
  const asked = wholeChain.includes(one.id) ? stages : stages.slice(0, 1);
  return asked
    .flatMap((stage) => stage.slots)
    .flatMap((slot) => [...(policy.roles[slot] ?? []), ...deputies(policy, slot)]);
}

function deputies({ options, roles }: Policy, slot: string): string[] {
  return options.delegations
    .filter((one) => one.role === slot)
    .filter((one) => (roles[slot] ?? []).some((login) => sameLogin(login, one.from)))
    .map((one) => one.to);
}

function mention(logins: readonly string[]): string {
  return uniqueLogins(logins)
    .map((login) => `@${login}`)
    .join(" ");
}
