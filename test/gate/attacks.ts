import { Octokit } from "octokit";
import { issueInstallationToken } from "../../src/forge/tokens.ts";
import { treeOf } from "../tree-of.ts";
import { commit, dismiss, headOf, point, propose, pullOf, save, sign, submit } from "./acts.ts";
import { policy, product } from "./settings.ts";
import { at, type World } from "./world.ts";

type Rules = World["forge"]["forge"]["store"]["ruleset"] extends { all(): (infer R)[] }
  ? R extends { rules: infer T }
    ? T
    : never
  : never;

/** A defence taken away: another policy on main, other rules, or the gate out of the way altogether. */
export interface Weakness {
  readonly policy?: (text: string) => string;
  readonly rules?: (rules: Rules) => Rules;
  /** Administrators, and whoever may write, pass over the rules. */
  readonly bypass?: true;
}

export interface Attack {
  /** Row of the table of attacks in docs/threat-model.md. */
  readonly row: number;
  readonly what: string;
  readonly without: Weakness;
  /** Carries it out. True: what nobody should have let through stands on main. */
  readonly carryOut: (world: World) => Promise<boolean>;
}

let count = 0;
const fresh = () => {
  count += 1;
  return { branch: `attack-${count}`, path: `content/products/attack-${count}.md`, count };
};

/** The editor presses the button himself, as Decap's Publish does. */
async function mergedByEditor(world: World, number: number): Promise<boolean> {
  await world.settle();
  if ((await pullOf(world, number)).merged) return true;
  const merge = { ...at, pull_number: number, merge_method: "squash" as const };
  await world.people.ed?.rest.pulls.merge(merge).catch(() => null);
  return (await pullOf(world, number)).merged;
}

const check = (type: string) => (rule: { type: string }) => rule.type === type;

// GitHub's own rule would find this one as well: both locks are taken away.
const withoutLastPush = (rules: Rules) =>
  rules.map((one) =>
    check("pull_request")(one)
      ? { ...one, parameters: { ...one.parameters, require_last_push_approval: false } }
      : one,
  );

/** GitHub's own protection as it is switched on in five minutes: one review, and no gate. */
const nativeOnly: Weakness = {
  rules: (rules) => withoutLastPush(rules).filter((one) => !check("required_status_checks")(one)),
};

/** The check is asked for by its name alone. */
const unpinned: Weakness = {
  rules: (rules) =>
    rules.map((one) =>
      check("required_status_checks")(one)
        ? { ...one, parameters: { required_status_checks: [{ context: "approval" }] } }
        : one,
    ),
};

/** GitHub Actions' own App: what a workflow on any branch speaks in the name of. */
function asActions(world: World): Octokit {
  const { forge } = world.forge;
  const id = 15_368;
  const [app] = forge.store.app.all();
  if (!app) throw new Error("there is no App");
  const actions =
    forge.store.app.get(id) ?? forge.store.app.insert({ ...app, id, slug: "actions" });
  const { token } = issueInstallationToken(forge, actions, { metadata: "read", checks: "write" });
  return new Octokit({
    baseUrl: `${world.origin}/api/v3`,
    auth: token,
    retry: { enabled: false },
    throttle: { enabled: false },
  });
}

function signatureOf(world: World) {
  const { email = "" } = world.forge.forge.store.user.find((one) => one.login === "ed") ?? {};
  return { name: "ed", email, date: "2026-03-02T00:00:00Z" };
}

async function looseReview(world: World, number: number) {
  await world.people.cora?.rest.pulls.createReview({
    ...at,
    pull_number: number,
    event: "APPROVE",
  });
}

export const attacks: readonly Attack[] = [
  {
    row: 2,
    what: "a veto whose signal the editor has stopped is not noticed",
    without: nativeOnly,
    async carryOut(world) {
      const { branch, path } = fresh();
      const number = await propose(world, branch, { [path]: product("否决") });
      world.mail.lose();
      const veto = await sign(world, "pia", number, "REQUEST_CHANGES");
      await dismiss(world, "ed", number, veto);
      await sign(world, "cora", number);
      world.mail.deliver();
      await world.gate.sweep();
      return mergedByEditor(world, number);
    },
  },
  {
    row: 4,
    what: "the editor posts success under the name of our check",
    without: unpinned,
    async carryOut(world) {
      const { branch, path } = fresh();
      world.mail.lose();
      const number = await propose(world, branch, { [path]: product("假状态") });
      await looseReview(world, number);
      const sha = await headOf(world, branch);
      const status = { ...at, sha, context: "approval", state: "success" as const };
      await world.people.ed?.rest.repos.createCommitStatus(status);
      const merged = await mergedByEditor(world, number);
      world.mail.deliver();
      return merged;
    },
  },
  ...(["success", "skipped", "neutral"] as const).map((conclusion) => ({
    row: conclusion === "success" ? 5 : 10,
    what: `a workflow on a branch posts a check run that is "${conclusion}"`,
    without: unpinned,
    async carryOut(world: World) {
      const { branch, path } = fresh();
      world.mail.lose();
      const number = await propose(world, branch, { [path]: product(`假检查 ${conclusion}`) });
      await looseReview(world, number);
      const head_sha = await headOf(world, branch);
      await asActions(world).rest.checks.create({ ...at, name: "approval", head_sha, conclusion });
      const merged = await mergedByEditor(world, number);
      world.mail.deliver();
      return merged;
    },
  })),
  {
    row: 14,
    what: "what was signed is changed after the signature",
    without: nativeOnly,
    async carryOut(world) {
      const { branch, path } = fresh();
      const number = await propose(world, branch, {
        [path]: product("签的"),
        "content/pages/home.md": product(`首页 ${branch}`),
      });
      await sign(world, "paul", number);
      await save(world, "ed", branch, { [path]: product("换的") });
      return mergedByEditor(world, number);
    },
  },
  {
    row: 16,
    what: "the signed commit is forced away",
    without: nativeOnly,
    async carryOut(world) {
      const { branch, path } = fresh();
      const number = await propose(world, branch, {
        [path]: product("原来的"),
        "content/pages/home.md": product(`首页 ${branch}`),
      });
      await sign(world, "wendy", number);
      const other = { [path]: product("后来的"), "content/pages/home.md": product("后来的首页") };
      await point(
        world,
        "ed",
        branch,
        await commit(world, "ed", await headOf(world, "main"), other),
      );
      return mergedByEditor(world, number);
    },
  },
  {
    row: 17,
    what: "an update merge carries text of its own",
    without: nativeOnly,
    async carryOut(world) {
      const { branch, path } = fresh();
      const files = { [path]: product("原文"), "content/pages/home.md": product(`首页 ${branch}`) };
      const number = await propose(world, branch, files);
      await sign(world, "wendy", number);
      const { git } = world.forge.forge;
      const [head, main] = [await headOf(world, branch), await headOf(world, "main")];
      const tree = await treeOf(git, head, { [path]: product("夹带") });
      const who = signatureOf(world);
      const merge = { tree, parents: [head, main], message: "update", author: who, committer: who };
      await point(world, "ed", branch, await git.writeCommit(merge));
      return mergedByEditor(world, number);
    },
  },
  {
    row: 18,
    what: "who pushed under another's name signs",
    without: {
      policy: (text) => text.replace("exclude_contributors: true", "exclude_contributors: false"),
      rules: withoutLastPush,
    },
    async carryOut(world) {
      const { branch, path } = fresh();
      const number = await propose(world, branch, { [path]: product("一") });
      const byEd = await commit(world, "ed", await headOf(world, branch), {
        [path]: product(`二 ${branch}`),
      });
      await point(world, "pia", branch, byEd);
      await sign(world, "pia", number);
      return mergedByEditor(world, number);
    },
  },
  {
    row: 20,
    what: "a page moves out of its folder to be signed by another department",
    without: {
      policy: (text) =>
        text.replace(
          '{ id: product, match: ["content/products/**"], chain: ["dept_lead:product"] }',
          '{ id: product, match: ["content/none/**"], chain: ["dept_lead:product"] }',
        ),
    },
    async carryOut(world) {
      const { branch, count: at } = fresh();
      const [from, to] = [`content/products/moved-${at}.md`, `content/pages/moved-${at}.md`];
      await plant(world, { [from]: product(`搬 ${at}`) });
      const number = await propose(world, branch, { [from]: null, [to]: product(`搬 ${at}`) });
      await sign(world, "wendy", number);
      return mergedByEditor(world, number);
    },
  },
  {
    row: 21,
    what: "a symlink bears the name of a page",
    without: { policy: (text) => text.replace(/forbidden_modes: .*/, "forbidden_modes: []") },
    async carryOut(world) {
      const { branch, count: at } = fresh();
      const { git } = world.forge.forge;
      const parent = await headOf(world, "main");
      const sha = await git.writeBlob(Buffer.from("../../package.json"));
      const path = `content/products/link-${at}.txt`;
      const tree = await git.writeTree(parent, [{ path, mode: "120000", sha }]);
      const who = signatureOf(world);
      const made = { tree, parents: [parent], message: "x", author: who, committer: who };
      await point(world, "ed", branch, await git.writeCommit(made));
      const number = await submit(world, "ed", branch);
      await world.settle();
      await sign(world, "paul", number);
      return mergedByEditor(world, number);
    },
  },
  {
    row: 22,
    what: "a .gitattributes that hides a diff is signed as content",
    without: {
      policy: (text) => text.replace("unclassified: governance", "unclassified: product"),
    },
    async carryOut(world) {
      const { branch } = fresh();
      const number = await propose(world, branch, {
        ".gitattributes": `content/** linguist-generated # ${branch}\n`,
      });
      await sign(world, "paul", number);
      return mergedByEditor(world, number);
    },
  },
  {
    row: 26,
    what: "the editor dismisses a veto",
    without: nativeOnly,
    async carryOut(world) {
      const { branch, path } = fresh();
      const number = await propose(world, branch, { [path]: product("退回") });
      const veto = await sign(world, "pia", number, "REQUEST_CHANGES");
      await dismiss(world, "ed", number, veto);
      await sign(world, "paul", number);
      return mergedByEditor(world, number);
    },
  },
  {
    row: 30,
    what: "one person signs for two ranks",
    without: {
      policy: (text) =>
        text
          .replace("vp:web: [walt]", "vp:web: [wendy]")
          .replace("distinct_approvers: true", "distinct_approvers: false"),
    },
    async carryOut(world) {
      const { branch } = fresh();
      const number = await propose(world, branch, { "content/pages/home.md": product(branch) });
      for (const login of ["wendy", "wendy", "grace"] as const) await sign(world, login, number);
      return mergedByEditor(world, number);
    },
  },
  {
    row: 31,
    what: "a signature outlives the role",
    without: nativeOnly,
    async carryOut(world) {
      const { branch, path } = fresh();
      world.mail.lose();
      const number = await propose(world, branch, { [path]: product(`离任 ${branch}`) });
      await sign(world, "paul", number);
      const now = await policyNow(world);
      await plant(world, { ".github/approval.yml": now.replace("[paul, pia]", "[pia]") });
      world.mail.deliver();
      await world.gate.sweep();
      const merged = await mergedByEditor(world, number);
      await plant(world, { ".github/approval.yml": now });
      return merged;
    },
  },
  {
    row: 32,
    what: "a comment that says approved is taken for a signature",
    without: nativeOnly,
    async carryOut(world) {
      const { branch, path } = fresh();
      const number = await propose(world, branch, { [path]: product(`评论 ${branch}`) });
      await sign(world, "paul", number, "COMMENT");
      await looseReview(world, number);
      return mergedByEditor(world, number);
    },
  },
  {
    row: 33,
    what: "any one approval by somebody who may write is enough",
    without: nativeOnly,
    async carryOut(world) {
      const { branch } = fresh();
      const number = await propose(world, branch, { "content/pages/home.md": product(branch) });
      await looseReview(world, number);
      return mergedByEditor(world, number);
    },
  },
  {
    row: 34,
    what: "Publish, refused, writes straight to main",
    without: { bypass: true },
    async carryOut(world) {
      const { path } = fresh();
      const main = await headOf(world, "main");
      const sha = await commit(world, "ed", main, { [path]: product("直写") });
      await point(world, "ed", "main", sha).catch(() => null);
      return (await headOf(world, "main")) === sha;
    },
  },
  {
    row: 36,
    what: "a label says that it is ready",
    without: nativeOnly,
    async carryOut(world) {
      const { branch, path } = fresh();
      const number = await propose(world, branch, { [path]: product(`标签 ${branch}`) });
      const labels = ["decap-cms/pending_publish"];
      await world.people.ed?.rest.issues.setLabels({ ...at, issue_number: number, labels });
      await looseReview(world, number);
      return mergedByEditor(world, number);
    },
  },
];

/** Puts files on main past every rule: the state of things before an attack. */
async function plant(world: World, files: Record<string, string>) {
  const { git } = world.forge.forge;
  const parent = await headOf(world, "main");
  const sha = await commit(world, "ed", parent, files);
  await git.updateRef("refs/heads/main", sha, parent);
}

async function policyNow(world: World): Promise<string> {
  const { git } = world.forge.forge;
  const sha = await git.readRef("refs/heads/main:.github/approval.yml");
  return (sha && (await git.readBlob(sha))?.toString("utf8")) || policy;
}

/** Takes a defence away until the returned function is called. */
export async function weaken(world: World, weakness: Weakness): Promise<() => Promise<void>> {
  const { ruleset } = world.forge.forge.store;
  const [strong] = ruleset.all();
  if (!strong) throw new Error("there are no rules");
  const write = { actorId: 4, actorType: "RepositoryRole", mode: "always" as const };
  ruleset.update(strong.id, {
    rules: weakness.rules?.(strong.rules) ?? strong.rules,
    bypass: weakness.bypass ? [write] : [],
  });
  if (weakness.policy) await plant(world, { ".github/approval.yml": weakness.policy(policy) });
  return async () => {
    ruleset.update(strong.id, strong);
    if (weakness.policy) await plant(world, { ".github/approval.yml": policy });
  };
}
