import { type People, personName, roleName } from "../../../src/approval/people.ts";
import type { ParsedPolicy, Policy } from "../../../src/approval/policy.ts";
import { formatBeijing } from "../../../src/base/time.ts";
import { text } from "../../text.ts";
import { canonical } from "./canonical.ts";
import type { FieldChange } from "./fields.ts";

const words = text.review.policy;

/** What a change of the approval policy means: deputies by name, the rest as such. */
export function policyChanges(before: ParsedPolicy, after: ParsedPolicy, people: People) {
  return { kind: words.kind, name: words.name, fields: fieldsOf(before, after, people) };
}

function fieldsOf(before: ParsedPolicy, after: ParsedPolicy, people: People): FieldChange[] {
  if (!after.ok)
    return after.problems.map((problem) => ({
      label: words.broken,
      kind: "item" as const,
      before: null,
      after: { text: problem },
    }));
  const from = before.ok ? delegations(before.policy, people) : [];
  const to = delegations(after.policy, people);
  const gone = from.filter((line) => !to.includes(line));
  const come = to.filter((line) => !from.includes(line));
  const rest = before.ok && sameRest(before.policy, after.policy);
  return [
    ...gone.map((line) => ({
      label: words.delegation,
      kind: "item" as const,
      before: { text: line },
      after: null,
    })),
    ...come.map((line) => ({
      label: words.delegation,
      kind: "item" as const,
      before: null,
      after: { text: line },
    })),
    ...(rest
      ? []
      : [
          {
            label: words.rest,
            kind: "item" as const,
            before: null,
            after: { text: words.seeText },
          },
        ]),
  ];
}

function delegations({ options }: Policy, people: People): string[] {
  return options.delegations.map(({ role, from, to, start, end, reason }) => {
    const [deputy, principal] = [personName(people, to), personName(people, from)];
    const span = [formatBeijing(start), formatBeijing(end)] as const;
    return words.line(deputy, principal, roleName(role), ...span, reason ?? "");
  });
}

function sameRest(a: Policy, b: Policy): boolean {
  const rest = (policy: Policy) =>
    canonical({
      ...policy,
      classes: policy.classes.map(({ matches: _, ...one }) => one),
      options: { ...policy.options, delegations: [] },
    });
  return rest(a) === rest(b);
}
