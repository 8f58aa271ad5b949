import * as z from "zod";
import { allow } from "../access.ts";
import { readBody } from "../body.ts";
import { parseCodeowners } from "../codeowners.ts";
import { notFound, problem } from "../errors.ts";
import {
  actionsSettings,
  putSettings,
  repositorySettings,
  selectedActions,
  settingsOf,
  workflowSettings,
} from "../repository-settings.ts";
import type { Forge, ForgeApp } from "../types.ts";
import { fullRepository } from "../views/repository.ts";
import { userByLogin } from "../views/user.ts";

const change = z.strictObject(
  Object.fromEntries(
    Object.keys(repositorySettings.shape).map((key) => [key, z.unknown().optional()]),
  ),
);

/** https://docs.github.com/rest/repos/repos#update-a-repository, …/rest/actions/permissions */
export function settingsRoutes(app: ForgeApp, forge: Forge): void {
  app.patch("/", async (c) => {
    allow(c, "administration", "write", "admin");
    const given = await readBody(c, change).catch(() => {
      throw problem(501, "Not Implemented by the forge: a setting of the repository");
    });
    const known = repositorySettings.partial().safeParse(given);
    if (!known.success) throw problem(501, `Not Implemented by the forge: ${known.error.message}`);
    putSettings(forge, "repository", given);
    return c.json(fullRepository(forge, c.get("actor")));
  });
  actionsRoutes(app, forge);
  app.get("/codeowners/errors", async (c) => {
    allow(c, "contents", "read");
    return c.json({ errors: await codeownersErrors(forge) });
  });
}

function actionsRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/actions/permissions", (c) => {
    allow(c, "administration", "read", "admin");
    return c.json(settingsOf(forge, "actions"));
  });
  app.put("/actions/permissions", async (c) => {
    allow(c, "administration", "write", "admin");
    putSettings(forge, "actions", await readBody(c, actionsSettings));
    return c.body(null, 204);
  });
  app.get("/actions/permissions/selected-actions", (c) => {
    allow(c, "administration", "read", "admin");
    if (settingsOf(forge, "actions").allowed_actions !== "selected") throw notFound();
    return c.json(settingsOf(forge, "selected_actions"));
  });
  app.put("/actions/permissions/selected-actions", async (c) => {
    allow(c, "administration", "write", "admin");
    putSettings(forge, "selected_actions", await readBody(c, selectedActions));
    return c.body(null, 204);
  });
  app.get("/actions/permissions/workflow", (c) => {
    allow(c, "administration", "read", "admin");
    return c.json(settingsOf(forge, "workflow"));
  });
  app.put("/actions/permissions/workflow", async (c) => {
    allow(c, "administration", "write", "admin");
    putSettings(forge, "workflow", await readBody(c, workflowSettings));
    return c.body(null, 204);
  });
}

const path = ".github/CODEOWNERS";

// An owner who may not write does not count on GitHub, and the line is reported.
async function codeownersErrors(forge: Forge) {
  const sha = await forge.git.readRef(`refs/heads/${forge.defaultBranch}:${path}`);
  const blob = sha && (await forge.git.readBlob(sha));
  if (!blob) throw notFound();
  parseCodeowners(blob.toString("utf8"));
  return blob
    .toString("utf8")
    .split("\n")
    .flatMap((source, at) => unknownOwners(forge, source).map((column) => ({ source, at, column })))
    .map(({ source, at, column }) => ({
      line: at + 1,
      column: column + 1,
      source,
      kind: "Unknown owner",
      suggestion: null,
      message: `Unknown owner on line ${at + 1}: make sure the user exists and has write access to the repository\n\n  ${source}\n  ${" ".repeat(column)}^`,
      path,
    }));
}

function unknownOwners(forge: Forge, line: string): number[] {
  if (line.startsWith("#")) return [];
  return [...line.matchAll(/(?<=\s)@(\S+)/g)]
    .filter(([, login = ""]) => (userByLogin(forge, login)?.permission ?? "read") === "read")
    .map((match) => match.index);
}
