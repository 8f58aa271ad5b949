import { formatBeijing } from "../base/time.ts";
import { stagesOf } from "./classes.ts";
import { requiredCount } from "./eligible.ts";
import { type People, personName, roleName, wordFor } from "./people.ts";
import type { Policy, PolicyClass } from "./policy.ts";
import { classText, tableText, text } from "./text.ts";

/** "谁审批什么": the policy as a Markdown page for people who do not read YAML. */
export function approvalTable(policy: Policy, people: People): string {
  return `${[
    tableText.title,
    "",
    tableText.note,
    "",
    tableText.how,
    "",
    tableText.head,
    ...policy.classes.map((one) => classRow(policy, one)),
    ...policy.classes
      .filter((one) => one.id === policy.unclassified)
      .map((one) => restRow(policy, one)),
    "",
    tableText.peopleTitle,
    "",
    tableText.peopleHead,
    ...Object.keys(policy.roles).map((role) => roleRow(policy, people, role)),
  ].join("\n")}\n`;
}

function classRow(policy: Policy, one: PolicyClass): string {
  const globs = one.match.map((glob) => `\`${glob.replaceAll("|", "\\|")}\``).join(" ");
  const conditions = conditionsOf(one);
  const files = [globs, ...conditions].join("<br>");
  return tableText.row(nameOf(one), files, chainText(policy, one));
}

function restRow(policy: Policy, one: PolicyClass): string {
  return tableText.row(nameOf(one), tableText.unclassified, chainText(policy, one));
}

function nameOf({ id }: PolicyClass): string {
  return tableText.named(wordFor(classText, id), id);
}

const flagText = { withdraws: tableText.withdraws, allowance: tableText.allowance };

function conditionsOf({ every, when }: PolicyClass): string[] {
  const marks = Object.entries(when ?? {}).map(([key, values]) =>
    key === "flags"
      ? values.map((flag) => wordFor(flagText, String(flag))).join(text.or)
      : tableText.isOneOf(`\`${key}\``, values.join(text.or)),
  );
  return [
    ...(every ? [tableText.every(wordFor(flagText, every))] : []),
    ...(marks.length > 0 ? [tableText.when(marks.join(tableText.anyOf))] : []),
  ];
}

function chainText(policy: Policy, one: PolicyClass): string {
  return stagesOf(policy, [one])
    .map(({ slots }) => slots.map((slot) => slotText(policy, slot)).join(text.and))
    .join(text.followedBy);
}

function slotText(policy: Policy, slot: string): string {
  const count = requiredCount(policy, slot);
  return roleName(slot) + (count > 1 ? tableText.needed(count) : "");
}

function roleRow({ roles, options }: Policy, people: People, role: string): string {
  const deputies = options.delegations
    .filter((one) => one.role === role)
    .map((one) =>
      tableText.deputy(
        personName(people, one.to),
        personName(people, one.from),
        formatBeijing(one.start),
        formatBeijing(one.end),
      ),
    );
  const names = [...(roles[role] ?? []).map((login) => personName(people, login)), ...deputies];
  return tableText.peopleRow(roleName(role), names.join(text.and) || tableText.nobody);
}
