import { type People, personName } from "../../src/approval/people.ts";
import { classText } from "../../src/approval/text.ts";
import { text } from "../text.ts";
import type { Report } from "./report.ts";

const words = text.review;

/** `温蒂（网站部门领导） 或 …`; a deputy is called one. */
export function waitingNames(people: People, report: Report): string {
  const deputies = report.chain.flatMap((rank) => rank.slots.flatMap((slot) => slot.deputies));
  return report.decision.waiting_for
    .map((login) => {
      const deputy = deputies.find((one) => one.login === login);
      const name = personName(people, login);
      return deputy ? words.standsIn(name, personName(people, deputy.principal)) : name;
    })
    .join(words.or);
}

export function names(people: People, logins: readonly string[]): string {
  return logins.map((login) => personName(people, login)).join(words.or);
}

export function classNames(report: Report | null): string {
  return (report?.classes ?? []).map((id) => classText[id] ?? id).join("、");
}
