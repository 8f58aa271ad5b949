import { requireUser } from "../access.ts";
import { unprocessable } from "../errors.ts";
import { paginate } from "../paginate.ts";
import type { PullRecord } from "../records.ts";
import type { Forge, ForgeApp } from "../types.ts";
import { issueView } from "../views/issue.ts";
import { userByLogin } from "../views/user.ts";

/** https://docs.github.com/rest/search/search#search-issues-and-pull-requests */
export function searchRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/search/issues", (c) => {
    requireUser(c);
    const found = search(forge, c.req.query("q") ?? "");
    const items = paginate(c, found).map((one) => foundView(forge, one));
    const total = { total_count: found.length, incomplete_results: false };
    return c.json({ ...total, items, search_type: "lexical" });
  });
}

// In what a search finds, a body is always a text.
function foundView(forge: Forge, pull: PullRecord) {
  return { ...issueView(forge, pull), body: pull.body ?? "", score: 1 };
}

type Test = (forge: Forge, value: string, pull: PullRecord) => boolean;

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

// The qualifiers that editors' tools use. Another one is refused: guessing would mislead.
const qualifiers: Readonly<Record<string, Test>> = {
  repo: (forge, value) => same(value, `${forge.owner}/${forge.name}`),
  user: (forge, value) => same(value, forge.owner),
  org: (forge, value) => same(value, forge.owner),
  label: (_forge, value, pull) => pull.labels.some((label) => same(label, value)),
  state: (_forge, value, pull) => pull.state === value,
  head: (_forge, value, pull) => pull.head === value,
  base: (_forge, value, pull) => pull.base === value,
  author: (forge, value, pull) => userByLogin(forge, value)?.id === pull.authorId,
  type: (_forge, value) => value === "pr",
  in: () => true,
  is: (_forge, value, pull) => isKind(value, pull),
};

function isKind(value: string, pull: PullRecord): boolean {
  if (value === "merged") return pull.mergedAt !== null;
  if (value === "unmerged") return pull.mergedAt === null;
  if (value === "draft") return pull.draft;
  if (value === "open" || value === "closed") return pull.state === value;
  return ["pr", "pull-request", "private"].includes(value);
}

function search(forge: Forge, query: string): PullRecord[] {
  const parts = query.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  if (parts.length === 0) throw unprocessable("Validation Failed");
  const tests = parts.map((part) => testOf(forge, part));
  return forge.store.pull.filter((pull) => tests.every((test) => test(pull))).reverse();
}

function testOf(forge: Forge, part: string): (pull: PullRecord) => boolean {
  const [, minus, name = "", value = ""] = /^(-?)([a-z-]+):(.+)$/.exec(part) ?? [];
  if (name === "") return mentions(part.replaceAll('"', ""));
  const test = qualifiers[name];
  if (!test) throw unprocessable(`The forge does not search by "${name}:"`);
  const wanted = value.replaceAll('"', "");
  return (pull) => test(forge, wanted, pull) !== (minus === "-");
}

function mentions(word: string): (pull: PullRecord) => boolean {
  // A commit's sha finds the pull requests that have it as their head.
  return ({ title, body, headSha }) =>
    headSha === word || `${title} ${body ?? ""}`.toLowerCase().includes(word.toLowerCase());
}
