import type { Octokit } from "octokit";
import { treeOf } from "../tree-of.ts";
import type { Login } from "./settings.ts";
import { at, type World } from "./world.ts";

type Files = Readonly<Record<string, string | null>>;

function desk(world: World, login: Login): Octokit {
  const octokit = world.people[login];
  if (!octokit) throw new Error(`nobody is called ${login}`);
  return octokit;
}

/** The commit of a branch; null when there is no such branch. */
function tipOf(world: World, branch: string): Promise<string | null> {
  return world.forge.forge.git.readRef(`refs/heads/${branch}`);
}

export async function headOf(world: World, branch: string): Promise<string> {
  const sha = await tipOf(world, branch);
  if (!sha) throw new Error(`there is no branch ${branch}`);
  return sha;
}

/** A commit of these files on top of `parent` in somebody's name; null removes a file. */
export async function commit(world: World, login: Login, parent: string, files: Files) {
  const { git, store } = world.forge.forge;
  const user = store.user.find((one) => one.login === login);
  const date = world.clock.now().toISOString();
  const author = { name: login, email: user?.email ?? "", date };
  const tree = await treeOf(git, parent, files);
  return git.writeCommit({
    tree,
    parents: [parent],
    message: "修改内容",
    author,
    committer: author,
  });
}

/** Points a branch at a commit, making it where it is not there. */
export async function point(world: World, login: Login, branch: string, sha: string) {
  world.clock.tick();
  const { rest } = desk(world, login);
  if (await tipOf(world, branch))
    await rest.git.updateRef({ ...at, ref: `heads/${branch}`, sha, force: true });
  else await rest.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha });
}

/** Saves files to a branch; the first save opens the branch on main. */
export async function save(world: World, login: Login, branch: string, files: Files) {
  const parent = (await tipOf(world, branch)) ?? (await headOf(world, "main"));
  const sha = await commit(world, login, parent, files);
  await point(world, login, branch, sha);
  return sha;
}

/** Opens a pull request of a branch and sends it to review, as Decap does. */
export async function submit(
  world: World,
  login: Login,
  branch: string,
  options: { label?: string; base?: string } = {},
): Promise<number> {
  world.clock.tick();
  const { rest } = desk(world, login);
  const { base = "main", label = "decap-cms/pending_review" } = options;
  const { data } = await rest.pulls.create({ ...at, title: `修改 ${branch}`, head: branch, base });
  await rest.issues.setLabels({ ...at, issue_number: data.number, labels: [label] });
  return data.number;
}

/** Saves files and submits them, and waits for the gate. */
export async function propose(world: World, branch: string, files: Files, login: Login = "ed") {
  await save(world, login, branch, files);
  const number = await submit(world, login, branch);
  await world.settle();
  return number;
}

type Opinion = "APPROVE" | "REQUEST_CHANGES" | "COMMENT";

/** One person's review of the head, and waits for the gate. Tells the review's id. */
export async function sign(world: World, login: Login, number: number, event: Opinion = "APPROVE") {
  world.clock.tick();
  const { rest } = desk(world, login);
  const body = event === "APPROVE" ? "" : "请看这里";
  const { data } = await rest.pulls.createReview({ ...at, pull_number: number, event, body });
  await world.settle();
  return data.id;
}

export async function dismiss(world: World, login: Login, number: number, review_id: number) {
  world.clock.tick();
  const { rest } = desk(world, login);
  await rest.pulls.dismissReview({ ...at, pull_number: number, review_id, message: "撤销" });
  await world.settle();
}

export async function pullOf(world: World, number: number) {
  return (await desk(world, "ed").rest.pulls.get({ ...at, pull_number: number })).data;
}

export async function commentsOf(world: World, number: number) {
  const { data } = await desk(world, "ed").rest.issues.listComments({
    ...at,
    issue_number: number,
  });
  return data.map((one) => one.body ?? "");
}

/** A file of main as visitors would get it; null when it is not there. */
export async function published(world: World, path: string): Promise<string | null> {
  const { git } = world.forge.forge;
  const sha = await git.readRef(`refs/heads/main:${path}`);
  return sha && ((await git.readBlob(sha))?.toString("utf8") ?? null);
}
