import * as z from "zod";
import type { Forge } from "./types.ts";

const parameters = z.object({
  strict_required_status_checks_policy: z.boolean().default(false),
  do_not_enforce_on_create: z.boolean().default(false),
  required_status_checks: z
    .array(z.object({ context: z.string(), integration_id: z.int().nullish() }))
    .default([]),
});

/** The parameters of a rule `required_status_checks`. */
export type RequiredChecks = z.output<typeof parameters>;

export function requiredChecks(given: Readonly<Record<string, unknown>>): RequiredChecks {
  return parameters.parse(given);
}

type State = "passed" | "failed" | "running" | "missing";

/**
 * What the required checks still say against a commit. A check pinned to an App counts from that
 * App only; the newest answer of a name is the one that counts.
 * https://docs.github.com/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks
 */
export function unmetChecks(forge: Forge, sha: string, required: RequiredChecks): string[] {
  return required.required_status_checks.flatMap(({ context, integration_id: appId }) => {
    const state = stateOf(forge, sha, context, appId ?? null);
    return state === "passed" ? [] : [sentences[state](context)];
  });
}

const sentences = {
  failed: (context: string) => `Required status check "${context}" is failing.`,
  running: (context: string) => `Required status check "${context}" is in progress.`,
  missing: (context: string) => `Required status check "${context}" is expected.`,
};

const passing = ["success", "neutral", "skipped"];

function stateOf(forge: Forge, sha: string, context: string, appId: number | null): State {
  const run = forge.store.checkRun
    .filter((one) => one.headSha === sha && one.name === context)
    .findLast((one) => appId === null || one.appId === appId);
  const bot = appId === null ? null : forge.store.app.get(appId)?.botId;
  const status = forge.store.status
    .filter((one) => one.sha === sha && one.context === context)
    .findLast((one) => bot === null || one.creatorId === bot);
  const states = [
    ...(run
      ? [run.status === "completed" ? verdict(passing.includes(run.conclusion ?? "")) : "running"]
      : []),
    ...(status
      ? [status.state === "pending" ? "running" : verdict(status.state === "success")]
      : []),
  ] satisfies State[];
  return states.find((one) => one !== "passed") ?? states[0] ?? "missing";
}

function verdict(good: boolean): State {
  return good ? "passed" : "failed";
}

/** Whether every check of a commit, required or not, has passed. */
export function allPassed(forge: Forge, sha: string): boolean {
  const runs = forge.store.checkRun.filter((one) => one.headSha === sha).map((one) => one.name);
  const statuses = forge.store.status.filter((one) => one.sha === sha).map((one) => one.context);
  const names = new Set([...runs, ...statuses]);
  return [...names].every((name) => stateOf(forge, sha, name, null) === "passed");
}
