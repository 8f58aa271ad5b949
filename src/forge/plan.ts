import { problem } from "./errors.ts";
import type { Forge } from "./types.ts";

/** What an account's plan may withhold from a private repository. */
export type Feature = "rulesets" | "environments";

/** Throws GitHub's refusal of what the plan of the account does not hold. */
export function requireGranted(forge: Forge, feature: Feature): void {
  if (forge.withheld.includes(feature))
    throw problem(
      403,
      "Upgrade to GitHub Pro or make this repository public to enable this feature.",
    );
}
