import type { Decision } from "../../src/approval/decision.ts";
import type { SnapshotInput } from "../../src/approval/snapshot.ts";

// The contract once more, by brute force: every assignment and every future is listed and the best
// one picked. Nothing here is shared with src/approval but the names of fields.

export interface OraclePolicy {
  default_branch: string;
  ranks: string[];
  roles: Record<string, string[]>;
  /** `match` holds prefixes that end in `/**`; nothing else. */
  classes: {
    id: string;
    match: string[];
    every?: string;
    when?: Record<string, string[]>;
    chain: string[];
  }[];
  unclassified: string;
  options: {
    order: "strict";
    distinct_approvers: boolean;
    exclude_contributors: boolean;
    keep_if_content_identical: boolean;
    unknown_commit_author: "error" | "ignore";
    approval_ttl_days: number | null;
    required_count: Record<string, number>;
    delegations: { role: string; from: string; to: string; start: string; end: string }[];
    shared_accounts: string[];
    forbidden_modes: string[];
    draft_labels: string[];
    limits: { files: number; commits: number };
  };
}

type Answer = Omit<Decision, "explanation" | "id">;
type Review = NonNullable<SnapshotInput["reviews"]>[number];

const ms = (time: unknown) => Date.parse(String(time));
const low = (login: string | null | undefined) => (login ?? "").toLowerCase();
const before = (a: Review, b: Review) =>
  ms(a.at) < ms(b.at) || (ms(a.at) === ms(b.at) && a.id < b.id);

export function oracle(policy: OraclePolicy, pull: SnapshotInput, now: number): Answer {
  const answer = verdict(policy, pull, now);
  const words: Record<string, Answer["check"]> = {
    approved: "success",
    pending: "in_progress",
    not_applicable: null,
  };
  let check = answer.decision in words ? (words[answer.decision] ?? null) : "failure";
  if (check !== null)
    for (const sibling of pull.sibling_prs ?? []) {
      if (sibling.base !== pull.pr.base) continue;
      const theirs = words[sibling.decision ?? ""] ?? "failure";
      if (theirs === "failure" || check === "failure") check = "failure";
      else if (theirs === "in_progress") check = "in_progress";
    }
  return { ...answer, check };
}

function verdict(policy: OraclePolicy, pull: SnapshotInput, now: number): Answer {
  const stop = (decision: Answer["decision"], reason: Answer["reason"], by?: string): Answer => ({
    decision,
    reason,
    stage: null,
    check: null,
    counted: {},
    ignored: {},
    waiting_for: [],
    ...(by === undefined ? {} : { by }),
  });
  const o = policy.options;
  const { pr, files, commits } = pull;
  const shared = (login: string | null | undefined) =>
    o.shared_accounts.some((one) => low(one) === low(login));

  // Rule 13, from the top.
  const group = pull.event === "merge_group";
  if (pr.state !== "open" && !group) return stop("not_applicable", "PR_NOT_OPEN");
  if (pr.base !== policy.default_branch) return stop("not_applicable", "BASE_NOT_GOVERNED");
  if (typeof pull.head_at_post === "string" && pull.head_at_post !== pr.head)
    return stop("not_applicable", "HEAD_MOVED");
  if (group) {
    const entries = pull.merge_group_entries ?? [];
    const bad = entries.length === 0 || entries.some((one) => one.decision !== "approved");
    return bad
      ? stop("rejected", "MERGE_GROUP_ENTRY_NOT_APPROVED")
      : stop("approved", "ALL_ENTRIES_APPROVED");
  }
  if (!pr.author || shared(pr.author)) return stop("error", "AUTHOR_UNKNOWN");
  const cut = (length: number, total: number | null | undefined, limit: number) =>
    total === null || total === undefined ? length >= limit : total !== length || total > limit;
  if (
    cut(files.length, pull.files_total, o.limits.files) ||
    files.some((file) => file.status === "renamed" && !file.previous_path) ||
    files.some((file) => file.status !== "removed" && !file.mode)
  )
    return stop("error", "FILE_LIST_INCOMPLETE");
  if (
    cut(commits.length, pull.commits_total, o.limits.commits) ||
    commits.every((commit) => commit.sha !== pr.head)
  )
    return stop("error", "COMMIT_LIST_INCOMPLETE");
  if (files.length === 0) return stop("error", "NO_FILES");
  if (files.some((file) => o.forbidden_modes.includes(file.mode ?? "")))
    return stop("rejected", "FORBIDDEN_FILE_MODE");
  const nobody = (login: string | null | undefined) => !login || shared(login);
  if (
    o.unknown_commit_author === "error" &&
    commits.some((commit) => nobody(commit.author) || nobody(commit.committer))
  )
    return stop("error", "UNKNOWN_COMMIT_AUTHOR");
  if (pr.draft || (pr.labels ?? []).some((label) => o.draft_labels.includes(label)))
    return stop("pending", "NOT_SUBMITTED");

  // Rules 1 and 2: the slots of the chain, by rank.
  const touched = new Set<string>();
  for (const file of files)
    for (const path of [file.path, file.previous_path].filter((one) => typeof one === "string")) {
      const found = policy.classes.find(
        (one) =>
          one.match.some((prefix) => path.startsWith(prefix.slice(0, -2))) &&
          (!one.every || files.every((other) => (other.flags ?? []).includes(one.every ?? ""))) &&
          (!one.when ||
            Object.entries(one.when).some(([key, values]) =>
              key === "flags"
                ? values.some((value) => (file.flags ?? []).includes(value))
                : values.some(
                    (value) =>
                      file.front_matter?.base?.[key] === value ||
                      file.front_matter?.head?.[key] === value,
                  ),
            )),
      );
      touched.add(found?.id ?? policy.unclassified);
    }
  const order = policy.classes.flatMap((one) => (touched.has(one.id) ? one.chain : []));
  const ranks = policy.ranks
    .map((rank) => [...new Set(order)].filter((slot) => slot.split(":")[0] === rank))
    .filter((slots) => slots.length > 0);
  const all = ranks.flat();
  const rankNames = ranks.map((slots) => slots[0]?.split(":")[0] ?? "");
  const count = (slot: string) => o.required_count[slot] ?? 1;

  // Rule 7.
  const holds = (login: string | null | undefined, slot: string, at: number) =>
    (policy.roles[slot] ?? []).some((one) => low(one) === low(login)) ||
    o.delegations.some(
      (one) =>
        one.role === slot &&
        low(one.to) === low(login) &&
        (policy.roles[slot] ?? []).some((holder) => low(holder) === low(one.from)) &&
        ms(one.start) <= at &&
        at < ms(one.end),
    );
  const slotsOf = (login: string | null | undefined, at: number) =>
    all.filter((slot) => holds(login, slot, at));

  // Rule 8.
  const print = (sha: string | null | undefined) => pull.fingerprints?.[sha ?? ""] ?? sha;
  const took = new Set<string>();
  for (const commit of commits) {
    const [first, second, third] = commit.parents ?? [];
    const clean = first && second && !third && print(commit.sha) === print(first);
    if (!clean) for (const login of [commit.author, commit.committer]) took.add(low(login));
  }
  const pushes = (pull.pushes ?? []).toSorted((a, b) => ms(a.at) - ms(b.at));
  pushes.forEach((push, at) => {
    if (at === 0 || print(push.sha) !== print(pushes[at - 1]?.sha)) took.add(low(push.actor));
  });
  for (const login of [...took])
    if (login === "" || login === "web-flow" || login.endsWith("[bot]")) took.delete(login);

  // Rule 5.
  const reviews = (pull.reviews ?? []).toSorted((a, b) => (before(a, b) ? -1 : 1));
  const dismissalsOf = (review: Review) =>
    (pull.dismissals ?? []).filter((one) => one.review_id === review.id);
  const isDismissed = (review: Review) =>
    review.state === "DISMISSED" || dismissalsOf(review).length > 0;
  const speaks = (review: Review) =>
    ["APPROVED", "CHANGES_REQUESTED", "DISMISSED"].includes(review.state);
  const same = (a: Review, b: Review) => a.user && b.user && low(a.user) === low(b.user);
  const words = (review: Review) =>
    review.state === "DISMISSED" ? dismissalsOf(review)[0]?.previous_state : review.state;

  // Rule 9.
  const height = (login: string | null | undefined, at: number) =>
    Math.max(
      -1,
      ...slotsOf(login, at).map((slot) => ranks.findIndex((slots) => slots.includes(slot))),
    );
  const standing = reviews.filter((review) => {
    if (!speaks(review) || !review.user || words(review) === "APPROVED") return false;
    const rank = height(review.user, ms(review.at));
    if (rank < 0) return false;
    const lifted = reviews.some(
      (later) => before(review, later) && same(later, review) && words(later) === "APPROVED",
    );
    if (lifted) return false;
    if (!isDismissed(review)) return true;
    if (!words(review)) return true;
    return !dismissalsOf(review).some(
      ({ actor, at }) =>
        actor &&
        low(actor) !== low(pr.author) &&
        !took.has(low(actor)) &&
        !shared(actor) &&
        (low(actor) === low(review.user) || height(actor, ms(at)) >= rank),
    );
  });
  const veto = standing.at(-1);
  if (veto)
    return stop(
      "rejected",
      isDismissed(veto) ? "VETO_DISMISSED_BY_UNAUTHORISED" : "CHANGES_REQUESTED",
      veto.user ?? "",
    );

  // Rules 5 to 8: what counts by itself.
  const excluded = (login: string) =>
    low(login) === low(pr.author) || (o.exclude_contributors && took.has(low(login)));
  const roles = (review: Review) =>
    shared(review.user) ? [] : slotsOf(review.user, ms(review.at));
  const stale = (review: Review) =>
    (review.commit !== pr.head &&
      !(o.keep_if_content_identical && review.commit && print(review.commit) === print(pr.head))) ||
    (typeof pull.base_changed_at === "string" && ms(review.at) < ms(pull.base_changed_at));
  const old = (review: Review) =>
    o.approval_ttl_days !== null && now - ms(review.at) > o.approval_ttl_days * 86_400_000;
  const alone = (review: Review) => {
    if (!review.user) return "UNKNOWN_REVIEWER";
    if (review.user_type !== "User") return "BOT_REVIEW";
    if (low(review.user) === low(pr.author)) return "SELF_APPROVAL";
    if (excluded(review.user)) return "CONTRIBUTOR_APPROVAL";
    if (roles(review).length === 0) return "NOT_ELIGIBLE";
    const spoilt = reviews.some(
      (later) =>
        before(review, later) &&
        same(later, review) &&
        speaks(later) &&
        (later.state !== "APPROVED" || isDismissed(later)),
    );
    if (spoilt) return "SUPERSEDED";
    if (stale(review)) return "STALE_APPROVAL";
    return old(review) ? "EXPIRED" : null;
  };
  const approvals = reviews.filter((one) => one.state === "APPROVED" && !isDismissed(one));
  const good = approvals.filter((one) => alone(one) === null);

  // Rules 2 to 4: all assignments that break no rule.
  type Seats = Record<string, Review[]>;
  const rankOf = (slot: string) => ranks.findIndex((slots) => slots.includes(slot));
  const seatsBelow = (seats: Seats, rank: number) =>
    ranks.slice(0, rank).flatMap((slots) => slots.flatMap((slot) => seats[slot] ?? []));
  const isFull = (seats: Seats, slot: string) => (seats[slot] ?? []).length === count(slot);
  const assignments = all.reduce<Seats[]>(
    (partial, slot) =>
      partial.flatMap((seats) => {
        const rank = rankOf(slot);
        const below = seatsBelow(seats, rank);
        const reached = ranks.slice(0, rank).every((slots) => slots.every((s) => isFull(seats, s)));
        const able = good.filter(
          (one) =>
            reached &&
            roles(one).includes(slot) &&
            below.every((other) => before(other, one)) &&
            !(o.distinct_approvers && below.some((other) => same(other, one))),
        );
        return subsets(able)
          .filter((some) => some.length <= count(slot))
          .filter((some) => some.every((a) => some.every((b) => a === b || !same(a, b))))
          .map((some) => ({ ...seats, [slot]: some }));
      }),
    [{}],
  );

  // Rule 4: all ways in which the people of today could complete the first ranks.
  const today = (slot: string) => [
    ...new Map(
      [
        ...(policy.roles[slot] ?? []),
        ...o.delegations.filter((one) => one.role === slot).map((one) => one.to),
      ]
        .filter((login) => holds(login, slot, now) && !shared(login) && !excluded(login))
        .map((login) => [low(login), login]),
    ).keys(),
  ];
  type People = Record<string, string[]>;
  const futures = (seats: Seats, upTo: number): People[] =>
    ranks
      .slice(0, upTo)
      .flat()
      .reduce<People[]>(
        (partial, slot) =>
          partial.flatMap((people) => {
            const sitting = (seats[slot] ?? []).map((one) => low(one.user));
            const missing = count(slot) - sitting.length;
            return subsets(today(slot))
              .filter((some) => some.length === missing)
              .filter((some) => some.every((login) => !sitting.includes(login)))
              .map((some) => ({ ...people, [slot]: [...sitting, ...some] }));
          }),
        [
          Object.fromEntries(
            all.map((slot) => [slot, (seats[slot] ?? []).map((r) => low(r.user))]),
          ),
        ],
      )
      .filter(
        (people) =>
          !o.distinct_approvers ||
          ranks.every((one, i) =>
            ranks.every(
              (two, j) =>
                i === j ||
                one
                  .flatMap((slot) => people[slot] ?? [])
                  .every((login) => !two.flatMap((slot) => people[slot] ?? []).includes(login)),
            ),
          ),
      );
  const reachOf = (seats: Seats) => {
    let reach = 0;
    for (let upTo = 1; upTo <= ranks.length; upTo += 1)
      if (futures(seats, upTo).length > 0) reach = upTo;
    return reach;
  };
  const completedOf = (seats: Seats) => {
    const open = ranks.findIndex((slots) => slots.some((slot) => !isFull(seats, slot)));
    return open < 0 ? ranks.length : open;
  };
  // More ranks reachable, more ranks complete, more seats taken; then, rank by rank, seats taken by
  // earlier reviews; then fuller and earlier, slot by slot.
  const merit = (seats: Seats) => [
    reachOf(seats),
    completedOf(seats),
    all.reduce((sum, slot) => sum + (seats[slot] ?? []).length, 0),
    ...ranks.flatMap((slots) =>
      slots
        .flatMap((slot) => (seats[slot] ?? []).map((one) => -good.indexOf(one)))
        .toSorted((a, b) => b - a),
    ),
    ...all.flatMap((slot) => {
      const places = (seats[slot] ?? []).map((one) => -good.indexOf(one));
      return [places.length, ...places, ...Array(count(slot) - places.length).fill(-Infinity)];
    }),
  ];
  const chosen = assignments
    .map((seats) => ({ seats, merit: merit(seats) }))
    .reduce((a, b) => (isMore(b.merit, a.merit) ? b : a)).seats;

  const completed = completedOf(chosen);
  const present = ranks[completed] ?? [];
  const reach = reachOf(chosen);
  const open = present.filter((slot) => !isFull(chosen, slot));
  const below = seatsBelow(chosen, completed);
  const waiting = open.flatMap((slot) =>
    today(slot).filter((login) => {
      if ((chosen[slot] ?? []).some((one) => low(one.user) === login)) return false;
      if (o.distinct_approvers && below.some((one) => low(one.user) === login)) return false;
      if (reach <= completed) return true;
      return futures(chosen, reach).some((people) => people[slot]?.includes(login));
    }),
  );

  const sits = (one: Review) => Object.values(chosen).some((some) => some.includes(one));
  const why = (one: Review): Answer["ignored"][string] => {
    const reason = alone(one);
    if (reason) return reason;
    const lacking = roles(one).filter((slot) => !isFull(chosen, slot));
    if (lacking.length === 0) return "NOT_NEEDED";
    const early = lacking.some(
      (slot) =>
        rankOf(slot) > completed ||
        seatsBelow(chosen, rankOf(slot)).some((other) => !before(other, one)),
    );
    return early ? "OUT_OF_TURN" : "SAME_PERSON";
  };
  const passed = approvals.filter((one) => !sits(one)).map((one) => [one.id, why(one)] as const);
  const filled = all
    .map((slot) => [slot, (chosen[slot] ?? []).map((one) => one.id)] as const)
    .filter(([, ids]) => ids.length > 0);
  const done = completed === ranks.length;
  const pending = waiting.length === 0 ? "NO_ELIGIBLE_APPROVER" : (passed.at(-1)?.[1] ?? "WAITING");
  return {
    decision: done ? "approved" : "pending",
    reason: done ? "ALL_STAGES_APPROVED" : pending,
    stage: done ? null : (rankNames[completed] ?? null),
    check: null,
    counted: Object.fromEntries(filled),
    ignored: Object.fromEntries(passed),
    waiting_for: [...new Set(waiting)],
  };
}

function subsets<T>([first, ...rest]: readonly T[]): T[][] {
  if (first === undefined) return [[]];
  return subsets(rest).flatMap((some) => [some, [first, ...some]]);
}

function isMore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}
