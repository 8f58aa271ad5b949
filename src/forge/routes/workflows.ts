import { createHash } from "node:crypto";
import { allow } from "../access.ts";
import { notFound } from "../errors.ts";
import { wholeParam } from "../find.ts";
import { paginate } from "../paginate.ts";
import { putSettings, settingsOf } from "../repository-settings.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { repositoryUrl } from "../views/repository.ts";
import { nodeId } from "../views/user.ts";

const folder = ".github/workflows";

/** https://docs.github.com/rest/actions/workflows. They are listed and switched; the forge runs none. */
export function workflowRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/actions/workflows", async (c) => {
    allow(c, "actions", "read");
    const all = await pathsOf(forge);
    const workflows = paginate(c, all).map((path) => workflowView(forge, path));
    return c.json({ total_count: all.length, workflows });
  });
  for (const [verb, disabled] of [
    ["disable", true],
    ["enable", false],
  ] as const)
    app.put(`/actions/workflows/:id/${verb}`, async (c) => {
      allow(c, "actions", "write");
      const path = await find(forge, c);
      const others = settingsOf(forge, "workflows").disabled.filter((one) => one !== path);
      putSettings(forge, "workflows", { disabled: disabled ? [...others, path] : others });
      return c.body(null, 204);
    });
}

async function pathsOf(forge: Forge): Promise<string[]> {
  const tree = await forge.git.readRef(`refs/heads/${forge.defaultBranch}:${folder}`);
  const entries = tree ? ((await forge.git.readTree(tree, false)) ?? []) : [];
  return entries.map((one) => `${folder}/${one.path}`).sort();
}

async function find(forge: Forge, c: ForgeContext): Promise<string> {
  const id = wholeParam(c, "id");
  const path = (await pathsOf(forge)).find((one) => idOf(one) === id);
  if (!path) throw notFound();
  return path;
}

function idOf(path: string): number {
  return Number.parseInt(createHash("sha256").update(path).digest("hex").slice(0, 7), 16);
}

const opened = "2026-01-01T00:00:00Z";

function workflowView(forge: Forge, path: string) {
  const [id, html] = [idOf(path), `${forge.origin}/${forge.owner}/${forge.name}`];
  const disabled = settingsOf(forge, "workflows").disabled.includes(path);
  return {
    id,
    node_id: nodeId("W", id),
    name: path.slice(folder.length + 1).replace(/\.ya?ml$/, ""),
    path,
    state: disabled ? "disabled_manually" : "active",
    created_at: opened,
    updated_at: opened,
    url: `${repositoryUrl(forge)}/actions/workflows/${id}`,
    html_url: `${html}/blob/${forge.defaultBranch}/${path}`,
    badge_url: `${html}/workflows/${id}/badge.svg`,
  };
}
