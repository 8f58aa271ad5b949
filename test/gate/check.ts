import * as z from "zod";
import { pullOf } from "./acts.ts";
import { at, type World } from "./world.ts";

const data = z.object({
  number: z.number(),
  decision: z.object({
    decision: z.string(),
    reason: z.string(),
    stage: z.string().nullable(),
    counted: z.record(z.string(), z.array(z.number())),
    ignored: z.record(z.string(), z.string()),
    waiting_for: z.array(z.string()),
    by: z.string().optional(),
  }),
  classes: z.array(z.string()),
  chain: z.array(
    z.object({
      rank: z.string(),
      slots: z.array(
        z.object({
          role: z.string(),
          holders: z.array(z.string()),
          required: z.number(),
          signed: z.array(z.object({ login: z.string(), review: z.number(), at: z.unknown() })),
        }),
      ),
    }),
  ),
  people: z.record(z.string(), z.object({ name: z.string(), title: z.string() })),
});

/** The check run `name` of a pull request's head as everybody sees it, and the JSON in it. */
export async function checkOf(world: World, number: number, name = "approval") {
  const { head } = await pullOf(world, number);
  return checkAt(world, head.sha, name);
}

export async function checkAt(world: World, sha: string, name = "approval") {
  const octokit = world.people.ed;
  const answer = await octokit?.rest.checks.listForRef({ ...at, ref: sha, check_name: name });
  const run = answer?.data.check_runs[0];
  if (!run) throw new Error(`there is no check run ${name} at ${sha}`);
  const json = /```json\n(.*)\n```/s.exec(run.output.text ?? "")?.[1];
  return {
    id: run.id,
    state: run.conclusion ?? run.status,
    title: run.output.title,
    summary: run.output.summary ?? "",
    data: json === undefined ? null : data.parse(JSON.parse(json)),
  };
}
