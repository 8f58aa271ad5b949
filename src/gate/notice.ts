import { type People, personName } from "../approval/people.ts";
import { parsePolicy } from "../approval/policy.ts";
import { awaited, type Judgement } from "./judge.ts";
import { text } from "./text.ts";

/** Whose turn it has become. */
export interface Turn {
  /** The same turn has the same key: pull request, head and rank. */
  readonly key: string;
  /** What a group chat is told, without the address of the desk. */
  readonly lines: readonly string[];
  readonly number: number;
}

/** A chat lies outside the company: of these it hears that there is something, and not what. */
const discreet: readonly string[] = ["restricted", "accounts"];

/** The turn of a judged change; null where nobody's signature is waited for. */
export function turnOf(judged: Judgement): Turn | null {
  const { number, decision, view, picture, people } = judged;
  const waitsFor = awaited(judged);
  if (waitsFor.length === 0) return null;
  const hidden = view.classes.some((one) => discreet.includes(one));
  const what = hidden ? text.discreet : plain(judged.subject ?? picture.pull.title);
  const author = personName(people, picture.pull.author ?? "");
  const names = waitsFor.map((login) => personName(people, login)).join(text.or);
  return {
    key: `${number} ${picture.pull.head} ${decision.stage ?? decision.by}`,
    lines: [
      text.yourTurn(names),
      text.whatWaits(what, number, author),
      ...managersTold(view.classes, picture.policy, people),
    ],
    number,
  };
}

/** Rule 6.7: the general manager hears of every takedown. */
function managersTold(classes: readonly string[], given: unknown, people: People): string[] {
  const parsed = parsePolicy(given);
  const managers = parsed.ok ? (parsed.policy.roles.gm ?? []) : [];
  if (!classes.includes("takedown") || managers.length === 0) return [];
  return [text.managersTold(managers.map((login) => personName(people, login)).join("、"))];
}

const longest = 80;

// What somebody typed must neither call everybody in the chat nor break out of its line.
function plain(typed: string): string {
  const line = typed
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replaceAll("@", "＠")
    .replaceAll("<", "〈");
  return [...line].length > longest ? `${[...line].slice(0, longest).join("")}…` : line;
}
