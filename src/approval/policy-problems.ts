import { isNegated } from "./glob.ts";
import type { ClassData, PolicyData } from "./policy-schema.ts";
import { rankOf } from "./roles.ts";
import { problemText } from "./text.ts";

type Rule = (data: PolicyData) => string[];

/** What makes a policy of the right shape invalid all the same. */
export function contradictions(data: PolicyData): string[] {
  return rules.flatMap((rule) => rule(data));
}

const rules: readonly Rule[] = [
  (data) => duplicates(data.ranks).map(problemText.rankTwice),
  (data) => duplicates(data.classes.map((one) => one.id)).map(problemText.classTwice),
  (data) => data.classes.flatMap(negatedGlobs),
  (data) => data.classes.flatMap((one) => unknownRoles(`classes.${one.id}.chain`, one.chain, data)),
  (data) => data.classes.flatMap((one) => slotsWithoutRank(one, data)),
  ({ unclassified, classes }) =>
    classes.some((one) => one.id === unclassified) ? [] : [problemText.noSuchClass(unclassified)],
  (data) => unknownRoles("options.required_count", Object.keys(data.options.required_count), data),
  (data) =>
    unknownRoles(
      "options.delegations",
      data.options.delegations.map((one) => one.role),
      data,
    ),
];

function negatedGlobs({ id, match }: ClassData): string[] {
  return match.filter(isNegated).map((glob) => problemText.negated(id, glob));
}

function slotsWithoutRank({ id, chain }: ClassData, { ranks }: PolicyData): string[] {
  return chain
    .filter((slot) => !ranks.includes(rankOf(slot)))
    .map((slot) => problemText.noSuchRank(id, slot));
}

function unknownRoles(place: string, roles: readonly string[], data: PolicyData): string[] {
  return roles
    .filter((role) => !Object.hasOwn(data.roles, role))
    .map((role) => problemText.noSuchRole(place, role));
}

function duplicates(list: readonly string[]): string[] {
  return [...new Set(list.filter((one, at) => list.indexOf(one) !== at))];
}
