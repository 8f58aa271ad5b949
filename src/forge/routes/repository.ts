import { allow } from "../access.ts";
import { notFound } from "../errors.ts";
import { paginate } from "../paginate.ts";
import type { UserRecord } from "../records.ts";
import type { Forge, ForgeApp } from "../types.ts";
import { fullRepository, permissionsOf } from "../views/repository.ts";
import { simpleUser, userByLogin } from "../views/user.ts";

/** The repository itself, who may do what in it, and its files. */
export function repositoryRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/", (c) => c.json(fullRepository(forge, c.get("actor"))));
  app.get("/collaborators/:login/permission", (c) => {
    allow(c, "metadata", "read");
    const user = userByLogin(forge, c.req.param("login"));
    if (!user) throw notFound();
    const { permission } = user;
    return c.json({ permission, role_name: permission, user: collaborator(forge, user) });
  });
  app.get("/collaborators", (c) => {
    allow(c, "metadata", "read", "write");
    const people = forge.store.user.filter((one) => one.type === "User" && one.title !== "");
    return c.json(paginate(c, people).map((one) => collaborator(forge, one)));
  });
  app.get("/collaborators/:login", (c) => {
    allow(c, "metadata", "read", "write");
    const user = userByLogin(forge, c.req.param("login"));
    if (user?.type !== "User") throw notFound();
    return c.body(null, 204);
  });
  contents(app, forge);
}

function collaborator(forge: Forge, user: UserRecord) {
  const { id: userId, permission } = user;
  return {
    ...simpleUser(forge, user),
    permissions: permissionsOf({ kind: "user", userId, permission }),
    role_name: permission,
  };
}

function contents(app: ForgeApp, forge: Forge): void {
  app.get("/contents/:path{.*}", async (c) => {
    allow(c, "contents", "read");
    const path = c.req.param("path").replace(/\/$/, "");
    const ref = c.req.query("ref") ?? forge.defaultBranch;
    const commit = await forge.git.resolve(ref);
    const object = commit && (await forge.git.readRef(`${commit}:${path}`));
    if (!commit || !object) throw notFound();
    if ((await forge.git.objectType(object)) === "blob") {
      const bytes = (await forge.git.readBlob(object)) ?? Buffer.alloc(0);
      if (c.req.header("accept")?.includes("raw")) return c.body(new Uint8Array(bytes));
      const file = { ...contentView(forge, c.req.url, path, object, "file"), size: bytes.length };
      return c.json({ ...file, encoding: "base64", content: bytes.toString("base64") });
    }
    const entries = (await forge.git.readTree(object, false)) ?? [];
    const list = entries.map((one) => ({
      ...contentView(
        forge,
        c.req.url,
        path ? `${path}/${one.path}` : one.path,
        one.sha,
        one.type === "tree" ? "dir" : "file",
      ),
      size: one.size ?? 0,
    }));
    return c.json(list);
  });
}

function contentView(forge: Forge, url: string, path: string, sha: string, type: "file" | "dir") {
  const git = `${forge.api}/repos/${forge.owner}/${forge.name}/git/${type === "file" ? "blobs" : "trees"}/${sha}`;
  return {
    type,
    name: path.split("/").at(-1) ?? path,
    path,
    sha,
    url,
    git_url: git,
    html_url: null,
    download_url: null,
    _links: { self: url, git, html: null },
  };
}
