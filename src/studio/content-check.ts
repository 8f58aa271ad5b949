import { findingOf } from "../base/finding.ts";
import { beijingClock } from "../base/time.ts";
import { checkContent } from "../checks/checks.ts";
import { isRuleFile, rulesFrom } from "../checks/settings.ts";
import { RuleError } from "../checks/words/rules.ts";
import type { ContentCheck } from "../gate/findings.ts";

/** The content checks in the form in which the gate asks for them: rules that cannot be read block. */
export const contentCheck: ContentCheck = async ({ documents, files, rules, now }) => {
  try {
    const prepared = rulesFrom(rules.filter(({ path }) => isRuleFile(path)));
    return checkContent({ documents, files }, prepared, beijingClock(now).day);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const { message } = error;
    return [findingOf(".github/banned", { rule: "rules", severity: "block", message })];
  }
};
