import type { EntryProblem } from "../../src/model/collection.ts";
import { collections } from "../../src/model/paths.ts";
import { text } from "../text.ts";
import type { Entry } from "./cms.ts";
import { Refusal } from "./refusal.ts";

/**
 * Before an entry is saved: optional fields that were cleared leave no empty text behind, and the
 * rules between fields are held. Throws with Chinese words.
 */
export function beforeSave({ entry }: { entry: Entry }): unknown {
  const data = entry.get("data").filter((value) => value !== "");
  const problems = problemsOf(entry.get("collection"), data.toJS());
  if (problems.length > 0)
    throw new Refusal(text.rulesBroken(problems.map((one) => one.message).join("；")));
  return data;
}

function problemsOf(name: string, data: Record<string, unknown>): EntryProblem[] {
  return collections.find((one) => one.name === name)?.rules(data) ?? [];
}
