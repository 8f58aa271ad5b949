import * as z from "zod";
import { requireUser, requireWrite } from "../access.ts";
import { readBody } from "../body.ts";
import { notFound, problem, unprocessable } from "../errors.ts";
import { GitError } from "../git/run.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { moveRef } from "../updates.ts";
import { gitCommitView } from "../views/commit.ts";
import { repositoryUrl } from "../views/repository.ts";
import { nodeId, noreply } from "../views/user.ts";

const blobBody = z.object({
  content: z.string(),
  encoding: z.enum(["utf-8", "base64"]).default("utf-8"),
});
const treeBody = z.object({
  base_tree: z.string().optional(),
  tree: z.array(
    z.object({
      path: z.string().min(1),
      mode: z.enum(["100644", "100755", "040000", "160000", "120000"]).default("100644"),
      type: z.string().optional(),
      sha: z.string().nullable().optional(),
      content: z.string().optional(),
    }),
  ),
});
const person = z.object({ name: z.string(), email: z.string(), date: z.string().optional() });
const commitBody = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()).default([]),
  author: person.optional(),
  committer: person.optional(),
});
const newRef = z.object({ ref: z.string(), sha: z.string() });
const refChange = z.object({ sha: z.string(), force: z.boolean().default(false) });

/** Blobs, trees, commits and refs: https://docs.github.com/rest/git */
export function gitDataRoutes(app: ForgeApp, forge: Forge): void {
  blobs(app, forge);
  trees(app, forge);
  commits(app, forge);
  refs(app, forge);
}

function blobs(app: ForgeApp, forge: Forge): void {
  app.post("/git/blobs", async (c) => {
    requireWrite(c, "contents");
    const { content, encoding } = await readBody(c, blobBody);
    const sha = await forge.git.writeBlob(
      Buffer.from(content, encoding === "base64" ? "base64" : "utf8"),
    );
    return c.json({ sha, url: `${repositoryUrl(forge)}/git/blobs/${sha}` }, 201);
  });
  app.get("/git/blobs/:sha", async (c) => {
    const sha = c.req.param("sha");
    const bytes = await forge.git.readBlob(sha);
    if (!bytes) throw notFound();
    if (c.req.header("accept")?.includes("raw"))
      return c.body(new Uint8Array(bytes), 200, { "Content-Type": "application/octet-stream" });
    return c.json({
      sha,
      node_id: nodeId("B", sha),
      size: bytes.length,
      url: `${repositoryUrl(forge)}/git/blobs/${sha}`,
      content: bytes.toString("base64"),
      encoding: "base64",
    });
  });
}

function trees(app: ForgeApp, forge: Forge): void {
  const view = async (rev: string, sha: string, recursive: boolean) => {
    const entries = await forge.git.readTree(rev, recursive);
    if (!entries) throw notFound();
    const url = repositoryUrl(forge);
    const tree = entries.map((one) => ({ ...one, url: `${url}/git/${one.type}s/${one.sha}` }));
    return { sha, url: `${url}/git/trees/${sha}`, tree, truncated: false };
  };
  app.get("/git/trees/:rev{.+}", async (c) => {
    const rev = c.req.param("rev");
    const sha = await treeSha(forge, rev);
    if (!sha) throw notFound();
    return c.json(await view(sha, sha, c.req.query("recursive") !== undefined));
  });
  app.post("/git/trees", async (c) => {
    requireWrite(c, "contents");
    const body = await readBody(c, treeBody);
    const base = body.base_tree ? await treeSha(forge, body.base_tree) : null;
    if (body.base_tree && !base) throw unprocessable("base_tree is not a valid tree oid");
    const sha = await forge.git.writeTree(base, await treeChanges(forge, body.tree));
    return c.json(await view(sha, sha, false), 201);
  });
}

async function treeSha(forge: Forge, rev: string): Promise<string | null> {
  return forge.git.readRef(rev.includes(":") ? rev : `${rev}^{tree}`);
}

async function treeChanges(forge: Forge, entries: z.output<typeof treeBody>["tree"]) {
  const inline = entries.flatMap((one) => (one.content === undefined ? [] : [one.content]));
  const written = await forge.git.writeBlobs(inline.map((text) => Buffer.from(text)));
  return Promise.all(
    entries.map(async ({ path, mode, sha, content }) => {
      if (content !== undefined) return { path, mode, sha: written.shift() ?? null };
      if (sha === undefined) throw unprocessable("Must supply either tree.sha or tree.content");
      if (sha !== null && mode !== "160000" && !(await forge.git.objectType(sha)))
        throw unprocessable(`tree.sha ${sha} is not a valid blob`);
      return { path, mode, sha };
    }),
  );
}

function commits(app: ForgeApp, forge: Forge): void {
  app.post("/git/commits", async (c) => {
    const user = forge.store.user.get(requireWrite(c, "contents"));
    const body = await readBody(c, commitBody);
    if (!user || (await forge.git.objectType(body.tree)) !== "tree")
      throw unprocessable("Tree SHA does not exist");
    for (const parent of body.parents)
      if ((await forge.git.objectType(parent)) !== "commit")
        throw unprocessable(`Parent SHA does not exist or is not a commit object`);
    const own = { name: user.login, email: noreply(user), date: forge.now() };
    const author = body.author
      ? { ...own, ...body.author, email: body.author.email || own.email }
      : own;
    const committer = body.committer ? { ...own, ...body.committer } : author;
    const sha = await forge.git.writeCommit({
      tree: body.tree,
      parents: body.parents,
      message: body.message,
      author: { ...author, date: author.date ?? forge.now() },
      committer: { ...committer, date: committer.date ?? forge.now() },
    });
    const commit = await forge.git.readCommit(sha);
    if (!commit) throw notFound();
    return c.json(gitCommitView(forge, commit), 201);
  });
  app.get("/git/commits/:sha", async (c) => {
    const commit = await forge.git.readCommit(c.req.param("sha"));
    if (!commit) throw notFound();
    return c.json(gitCommitView(forge, commit));
  });
}

function refs(app: ForgeApp, forge: Forge): void {
  const read = async (c: ForgeContext) => {
    const name = `refs/${c.req.param("ref") ?? ""}`;
    const sha = await forge.git.readRef(name);
    if (!sha) throw notFound();
    return c.json(await refView(forge, name, sha));
  };
  app.get("/git/ref/:ref{.+}", read);
  app.get("/git/refs/:ref{.+}", read);
  app.get("/git/matching-refs/:ref{.+}", async (c) => {
    const prefix = `refs/${c.req.param("ref")}`;
    const all = await forge.git.listRefs(prefix.slice(0, prefix.lastIndexOf("/") + 1));
    const found = all.filter((one) => one.ref.startsWith(prefix));
    return c.json(await Promise.all(found.map((one) => refView(forge, one.ref, one.sha))));
  });
  app.post("/git/refs", async (c) => {
    const actor = writer(c);
    const { ref, sha } = await readBody(c, newRef);
    if (!ref.startsWith("refs/") || !(await forge.git.isRefName(ref)))
      throw unprocessable("Reference name is not valid");
    if (await forge.git.readRef(ref)) throw unprocessable("Reference already exists");
    if (!(await forge.git.objectType(sha))) throw unprocessable("Object does not exist");
    await moveRef(forge, actor, { ref, before: null, after: sha });
    return c.json(await refView(forge, ref, sha), 201);
  });
  app.patch("/git/refs/:ref{.+}", async (c) => {
    const actor = writer(c);
    const { sha, force } = await readBody(c, refChange);
    const ref = `refs/${c.req.param("ref")}`;
    const before = await forge.git.readRef(ref);
    if (!before) throw unprocessable("Reference does not exist");
    if ((await forge.git.objectType(sha)) !== "commit")
      throw unprocessable("Object does not exist");
    if (!force && !(await forge.git.isAncestor(before, sha)))
      throw unprocessable("Update is not a fast forward");
    await guarded(() => moveRef(forge, actor, { ref, before, after: sha }));
    return c.json(await refView(forge, ref, sha));
  });
  app.delete("/git/refs/:ref{.+}", async (c) => {
    const actor = writer(c);
    const ref = `refs/${c.req.param("ref")}`;
    const before = await forge.git.readRef(ref);
    if (!before) throw unprocessable("Reference does not exist");
    await guarded(() => moveRef(forge, actor, { ref, before, after: null }));
    return c.body(null, 204);
  });
}

/** Somebody else may have moved the ref between reading and writing it. */
async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof GitError) throw problem(409, "Reference cannot be updated: it has moved");
    throw error;
  }
}

function writer(c: ForgeContext) {
  requireWrite(c, "contents");
  const actor = c.get("actor");
  if (!("userId" in actor)) throw notFound();
  return { ...actor, userId: requireUser(c) };
}

async function refView(forge: Forge, ref: string, sha: string) {
  const type = (await forge.git.objectType(sha)) ?? "commit";
  const url = repositoryUrl(forge);
  return {
    ref,
    node_id: nodeId("REF", ref),
    url: `${url}/git/${ref}`,
    object: { sha, type, url: `${url}/git/${type}s/${sha}` },
  };
}
