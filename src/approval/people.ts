import * as z from "zod";
import { sameLogin } from "./login.ts";
import { departmentOf, rankOf } from "./roles.ts";
import { departmentText, rankText } from "./text.ts";

const peopleSchema = z.record(
  z.string().min(1),
  z.object({ name: z.string().min(1), title: z.string().min(1) }),
);

/** Names and titles by login (`.github/people.yml`). */
export type People = z.infer<typeof peopleSchema>;

/** Throws when the file has another form; the message names the place. */
export function parsePeople(input: unknown): People {
  return peopleSchema.parse(input);
}

/** `沃特（分管领导）`; the bare login for somebody people.yml does not name. */
export function personName(people: People, login: string): string {
  const [, person] = Object.entries(people).find(([key]) => sameLogin(key, login)) ?? [];
  return person ? `${person.name}（${person.title}）` : login;
}

/** `产品部门领导` for `dept_lead:product`. */
export function roleName(role: string): string {
  const department = departmentOf(role);
  return `${wordFor(departmentText, department)}${rankName(rankOf(role))}`;
}

export function rankName(rank: string): string {
  return wordFor(rankText, rank);
}

/** The word for a key of a policy; a company's own key stands for itself. */
export function wordFor(words: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key;
}
