import * as z from "zod";
import { allow } from "../access.ts";
import { readBody } from "../body.ts";
import { changedRun, newRun, runFields } from "../check-runs.ts";
import { briefSuite, suiteFor, suiteView } from "../check-suites.ts";
import { forbidden, notFound, unprocessable } from "../errors.ts";
import { findCommit, wholeParam } from "../find.ts";
import { paginate } from "../paginate.ts";
import type { CheckRunRecord } from "../records.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { annotationView, checkRunView } from "../views/check.ts";
import { userView } from "../views/user.ts";

const newRunBody = z.object({ name: z.string().min(1), head_sha: z.string(), ...runFields });
const runChange = z.object({ name: z.string().min(1).optional(), ...runFields });

const noCommit = (ref: string) => unprocessable(`No commit found for SHA: ${ref}`);

/** https://docs.github.com/rest/checks/runs and …/rest/checks/suites */
export function checkRoutes(app: ForgeApp, forge: Forge): void {
  app.post("/check-runs", async (c) => {
    const appId = requireApp(c);
    const given = await readBody(c, newRunBody);
    const headSha = given.head_sha;
    if ((await forge.git.objectType(headSha)) !== "commit") throw noCommit(headSha);
    const suite = await suiteFor(forge, appId, headSha);
    const empty = newRun(forge, { appId, suiteId: suite.id, headSha, name: given.name });
    const run = forge.store.checkRun.insert(changedRun(forge, empty, given));
    tell(forge, run, "created");
    if (run.status === "completed") tell(forge, run, "completed");
    return c.json(checkRunView(forge, run), 201);
  });
  app.patch("/check-runs/:id", async (c) => {
    const appId = requireApp(c);
    const run = findRun(forge, c);
    if (run.appId !== appId)
      throw forbidden(
        `Invalid app_id \`${appId}\` - check run can only be modified by the GitHub App that created it.`,
      );
    const changed = changedRun(forge, run, await readBody(c, runChange));
    const saved = forge.store.checkRun.update(run.id, changed);
    if (saved.status === "completed" && run.status !== "completed") tell(forge, saved, "completed");
    return c.json(checkRunView(forge, saved));
  });
  readRoutes(app, forge);
  suiteRoutes(app, forge);
}

function readRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/check-runs/:id", (c) => {
    allow(c, "checks", "read");
    return c.json(checkRunView(forge, findRun(forge, c)));
  });
  app.get("/check-runs/:id/annotations", (c) => {
    allow(c, "checks", "read");
    const run = findRun(forge, c);
    return c.json(paginate(c, run.annotations).map((one) => annotationView(forge, run, one)));
  });
  app.get("/commits/:ref{.+}/check-runs", async (c) => {
    allow(c, "checks", "read");
    const sha = await findCommit(forge, c, noCommit);
    return c.json(
      listed(
        forge,
        c,
        forge.store.checkRun.filter((one) => one.headSha === sha),
      ),
    );
  });
}

function suiteRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/commits/:ref{.+}/check-suites", async (c) => {
    allow(c, "checks", "read");
    const sha = await findCommit(forge, c, noCommit);
    const appId = c.req.query("app_id");
    const suites = forge.store.checkSuite.filter(
      (one) => one.headSha === sha && (!appId || one.appId === Number(appId)),
    );
    const page = paginate(c, suites);
    const views = await Promise.all(page.map((one) => suiteView(forge, one)));
    return c.json({ total_count: suites.length, check_suites: views });
  });
  app.get("/check-suites/:id", async (c) => {
    allow(c, "checks", "read");
    const suite = forge.store.checkSuite.get(wholeParam(c, "id"));
    if (!suite) throw notFound();
    return c.json(await suiteView(forge, suite));
  });
  app.get("/check-suites/:id/check-runs", (c) => {
    allow(c, "checks", "read");
    const id = wholeParam(c, "id");
    if (!forge.store.checkSuite.get(id)) throw notFound();
    return c.json(
      listed(
        forge,
        c,
        forge.store.checkRun.filter((one) => one.suiteId === id),
      ),
    );
  });
}

/** Only Apps write check runs: this is what pins the gate's check to the gate. */
function requireApp(c: ForgeContext): number {
  const actor = c.get("actor");
  if (actor.kind !== "app") {
    allow(c, "checks", "read");
    throw forbidden("You must authenticate via a GitHub App.");
  }
  allow(c, "checks", "write");
  return actor.appId;
}

function findRun(forge: Forge, c: ForgeContext): CheckRunRecord {
  const run = forge.store.checkRun.get(wholeParam(c, "id"));
  if (!run) throw notFound();
  return run;
}

/** Newest first; of each App and name only the latest run unless all are asked for. */
function listed(forge: Forge, c: ForgeContext, all: readonly CheckRunRecord[]) {
  const { check_name: name, app_id: appId, status, filter = "latest" } = c.req.query();
  const newest = all.toReversed();
  const twin = (a: CheckRunRecord, b: CheckRunRecord) => a.name === b.name && a.appId === b.appId;
  const runs = newest
    .filter((one, at) => filter === "all" || newest.findIndex((other) => twin(one, other)) === at)
    .filter((one) => (!name || one.name === name) && (!appId || one.appId === Number(appId)))
    .filter((one) => !status || one.status === status);
  const page = paginate(c, runs);
  return { total_count: runs.length, check_runs: page.map((one) => checkRunView(forge, one)) };
}

function tell(forge: Forge, run: CheckRunRecord, action: "created" | "completed"): void {
  const app = forge.store.app.get(run.appId);
  if (!app) return;
  const view = checkRunView(forge, run);
  const sender = userView(forge, app.botId);
  const suite = forge.store.checkSuite.get(run.suiteId);
  const payload = async () => {
    const check_suite = suite ? await briefSuite(forge, suite) : view.check_suite;
    return { check_run: { ...view, check_suite }, sender };
  };
  forge.emit("check_run", action, payload());
}
