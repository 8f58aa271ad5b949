import fc from "fast-check";
import type { SnapshotInput } from "../../src/approval/snapshot.ts";
import type { OraclePolicy } from "./oracle.ts";

/** A policy, a pull request that has lived for a while, and the moment of the decision. */
export interface History {
  readonly policy: OraclePolicy;
  readonly snapshot: SnapshotInput;
  readonly now: number;
}

const people = ["anna", "bert", "carl", "dana", "emil"];
const person = fc.constantFrom(...people, "Anna", "BERT");
const actor = fc.option(fc.constantFrom(...people, "ed", "ed", "ed", "ed", "ed"), {
  nil: null,
  freq: 12,
});
const roles = ["lead:x", "lead:y", "vp:x", "gm"];
const role = fc.constantFrom(...roles);
const seldom = <T>(odd: fc.Arbitrary<T>, weight = 40) =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: odd });

const holders = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.uniqueArray(fc.constantFrom(...people), { minLength: 1, maxLength: 3 }),
  },
  { weight: 1, arbitrary: fc.constant<string[]>([]) },
);
const minute = fc.integer({ min: 0, max: 40 });
const iso = (at: number) => new Date(Date.UTC(2026, 2, 2, 9, at)).toISOString();

const classes: OraclePolicy["classes"] = [
  { id: "all", match: ["code/**"], chain: ["lead:x", "vp:x", "gm"] },
  { id: "off", match: ["text/**"], every: "withdraws", chain: ["lead:y"] },
  {
    id: "marked",
    match: ["text/**"],
    when: { rights: ["theirs"], flags: ["allowance"] },
    chain: ["lead:x", "gm"],
  },
  { id: "two", match: ["text/two/**"], chain: ["vp:x", "lead:y", "lead:x"] },
  { id: "text", match: ["text/**"], chain: ["lead:x"] },
];

const policy: fc.Arbitrary<OraclePolicy> = fc
  .record({
    holders: fc.tuple(holders, holders, holders, holders),
    distinct_approvers: fc.boolean(),
    exclude_contributors: fc.boolean(),
    keep_if_content_identical: fc.boolean(),
    ignore: fc.boolean(),
    ttl: seldom(fc.constantFrom(0.005, 0.01, 1), 3),
    counts: fc.dictionary(role, fc.constantFrom(1, 1, 2), { maxKeys: 1 }),
    delegations: fc.array(
      fc.record({ role, from: person, to: person, start: minute, length: minute }),
      { maxLength: 2 },
    ),
  })
  .map(({ holders: held, ttl, counts, delegations, ignore, ...switches }) => ({
    default_branch: "main",
    ranks: ["lead", "vp", "gm"],
    roles: Object.fromEntries(roles.map((one, at) => [one, held[at] ?? []])),
    classes,
    unclassified: "all",
    options: {
      order: "strict",
      ...switches,
      unknown_commit_author: ignore ? "ignore" : "error",
      approval_ttl_days: ttl ?? null,
      required_count: counts,
      delegations: delegations.map(({ start, length, ...one }) => ({
        ...one,
        start: iso(start),
        end: iso(start + length),
      })),
      shared_accounts: ["gateway"],
      forbidden_modes: ["120000"],
      draft_labels: ["draft"],
      limits: { files: 50, commits: 50 },
    },
  }));

const late = fc.constantFrom(false, false, false, true);

/** What happens to a pull request, one step after the other. */
const step = fc.oneof(
  { weight: 24, arbitrary: fc.record({ do: fc.constant("approve" as const), who: person, late }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refuse" as const), who: person, late }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("comment" as const), who: person, late }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("dismiss" as const),
      who: actor,
      which: fc.nat(8),
      told: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("push" as const), who: actor, back: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("rebase" as const), who: actor }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("update" as const), who: actor, clean: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("retarget" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("rename" as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("hand-over" as const), role, to: holders }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.nat(9) }) },
);

const file = fc.record({
  path: fc.constantFrom("text/a.md", "text/two/b.md", "code/c.ts", "elsewhere/d"),
  flags: fc.subarray(["withdraws", "allowance"], { maxLength: 1 }),
  mark: fc.constantFrom("none", "base", "head"),
});

const oddities = fc.record({
  author: fc.option(fc.constantFrom("ed", "ed", "ed", "anna", "bert"), { freq: 30, nil: null }),
  state: seldom(fc.constant("closed")),
  base: seldom(fc.constant("dev")),
  label: seldom(fc.constant("draft")),
  moved: seldom(fc.constant("elsewhere")),
  total: seldom(fc.constantFrom(0, 1, 2)),
  mode: seldom(fc.constantFrom("120000", null)),
  bot: seldom(fc.constant(true), 4),
  ghost: seldom(fc.constant(true), 4),
  sibling: seldom(fc.constantFrom("approved", "pending", "rejected", "odd")),
});

export const history: fc.Arbitrary<History> = fc
  .record({
    policy,
    files: fc.array(file, { minLength: 1, maxLength: 2 }),
    steps: fc.array(step, { minLength: 1, maxLength: 14 }),
    odd: oddities,
  })
  .map(({ policy: rules, files, steps, odd }) => live(structuredClone(rules), files, steps, odd));

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Files = (typeof file extends fc.Arbitrary<infer T> ? T : never)[];
type Odd = typeof oddities extends fc.Arbitrary<infer T> ? T : never;
type List<K extends keyof SnapshotInput> = NonNullable<SnapshotInput[K]>;

const clock = 1;

function live(policy: OraclePolicy, files: Files, steps: readonly Step[], odd: Odd): History {
  let time = 0;
  let serial = 1;
  let content = 1;
  let head = "c1";
  let baseChangedAt: string | undefined;
  const fingerprints: Record<string, string> = { c1: "F1" };
  const commits: List<"commits"> = [{ sha: "c1", author: "ed", committer: "ed", parents: ["b0"] }];
  const pushes: List<"pushes"> = [{ sha: "c1", actor: "ed", at: iso(0) }];
  const reviews: List<"reviews"> = [];
  const dismissals: List<"dismissals"> = [];
  const changed: List<"files"> = files.map(({ path, flags, mark }) => ({
    path,
    status: "modified",
    mode: "100644",
    flags,
    ...(mark === "none"
      ? {}
      : { front_matter: { base: {}, head: {}, [mark]: { rights: "theirs" } } }),
  }));
  const commit = (who: string | null, parents: string[]) => {
    serial += 1;
    head = `c${serial}`;
    fingerprints[head] = `F${content}`;
    commits.push({ sha: head, author: who, committer: who ?? "web-flow", parents });
    pushes.push({ sha: head, actor: who, at: iso(time) });
  };
  const review = (user: string, state: string, late: boolean) => {
    const at = commits.at(late ? -2 : -1)?.sha ?? head;
    reviews.push({
      id: reviews.length + 1,
      user,
      user_type: "User",
      state,
      commit: at,
      at: iso(time),
    });
  };
  for (const one of steps) {
    // Some steps share a minute, so that the id has to decide.
    if (reviews.length % 3 !== 1) time += clock;
    if (one.do === "approve") review(one.who, "APPROVED", one.late);
    if (one.do === "refuse") review(one.who, "CHANGES_REQUESTED", one.late);
    if (one.do === "comment") review(one.who, "COMMENTED", one.late);
    if (one.do === "dismiss") {
      const target = reviews[one.which];
      if (!target || target.state === "COMMENTED" || target.state === "DISMISSED") continue;
      const previous_state = one.told ? target.state : null;
      dismissals.push({ review_id: target.id, actor: one.who, previous_state, at: iso(time) });
      target.state = "DISMISSED";
    }
    if (one.do === "push") {
      content += one.back && content > 1 ? -1 : 1;
      commit(one.who, [head]);
    }
    if (one.do === "rebase") {
      commits.length = 0;
      commit(one.who, ["m1"]);
    }
    if (one.do === "update") {
      if (!one.clean) content += 1;
      commit(one.who, [head, "m2"]);
    }
    if (one.do === "retarget") baseChangedAt = iso(time);
    const renamed = one.do === "rename" ? changed[one.which] : undefined;
    if (renamed && !renamed.previous_path) {
      renamed.previous_path = renamed.path;
      renamed.status = "renamed";
      renamed.path = "text/renamed.md";
    }
    if (one.do === "hand-over") policy.roles[one.role] = one.to;
    if (one.do === "wait") time += one.minutes;
  }
  const last = reviews.at(-1);
  if (last && odd.bot && reviews.length > 4) last.user_type = "Bot";
  if (last && odd.ghost && reviews.length > 5) last.user = null;
  const [first] = changed;
  if (first && odd.mode !== undefined) first.mode = odd.mode;
  const snapshot: SnapshotInput = {
    pr: {
      number: 1,
      author: odd.author,
      base: odd.base ?? "main",
      head,
      state: odd.state ?? "open",
      draft: false,
      labels: odd.label === undefined ? [] : [odd.label],
    },
    files: changed,
    commits,
    reviews,
    pushes,
    fingerprints,
    dismissals,
    ...(baseChangedAt === undefined ? {} : { base_changed_at: baseChangedAt }),
    ...(odd.moved === undefined ? {} : { head_at_post: odd.moved }),
    ...(odd.total === undefined ? {} : { files_total: odd.total }),
    ...(odd.sibling === undefined
      ? {}
      : { sibling_prs: [{ number: 2, base: "main", decision: odd.sibling }] }),
  };
  return { policy, snapshot, now: Date.parse(iso(time + 1)) };
}
