import type { EntryProblem } from "../../src/model/collection.ts";
import { collections } from "../../src/model/paths.ts";
import { text } from "../text.ts";
import type { ImmutableMap } from "./cms.ts";
import { Refusal } from "./refusal.ts";

/**
 * What is written of a form: optional fields that were cleared leave no empty text behind, and the
 * rules between fields are held. Throws with Chinese words.
 */
export function savable(collection: string, form: ImmutableMap): ImmutableMap {
  const data = cleared(form);
  const problems = problemsOf(collection, data.toJS());
  if (problems.length > 0)
    throw new Refusal(text.rulesBroken(problems.map((one) => one.message).join("；")));
  return data;
}

// The entry's data and what is in it are Immutable's maps and lists.
function cleared<T>(value: T): T {
  return isCollection(value) ? value.filter((one) => one !== "").map(cleared) : value;
}

function isCollection<T>(value: T): value is T & Collection<T> {
  return typeof value === "object" && value !== null && "filter" in value && "map" in value;
}

interface Collection<T> {
  filter(keep: (value: unknown) => boolean): Collection<T>;
  map(change: (value: unknown) => unknown): T;
}

function problemsOf(name: string, data: Record<string, unknown>): EntryProblem[] {
  return collections.find((one) => one.name === name)?.rules(data) ?? [];
}
