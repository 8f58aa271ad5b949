import { Webhooks } from "@octokit/webhooks";
import * as z from "zod";

/** What the studio does about a delivery from the forge. */
export type HookEvent =
  | { readonly kind: "merged"; readonly sha: string }
  | { readonly kind: "head"; readonly number: number; readonly sha: string }
  | { readonly kind: "other" };

const push = z.object({ ref: z.string(), after: z.string(), deleted: z.boolean() });
const pull = z.object({
  action: z.enum(["opened", "synchronize", "reopened"]),
  number: z.int(),
  pull_request: z.object({ head: z.object({ sha: z.string() }) }),
});

/**
 * Reads one signed delivery. Null when the signature (`X-Hub-Signature-256`, over the raw bytes)
 * does not belong to `secret`.
 */
export async function readHook(
  request: Request,
  secret: string,
  branch: string,
): Promise<HookEvent | null> {
  const body = await request.text();
  const signature = request.headers.get("x-hub-signature-256");
  if (!signature) return null;
  const verified = await new Webhooks({ secret }).verify(body, signature).catch(() => false);
  return verified ? eventOf(request.headers.get("x-github-event"), body, branch) : null;
}

function eventOf(name: string | null, body: string, branch: string): HookEvent {
  const payload: unknown = JSON.parse(body);
  if (name === "push") {
    const { data } = push.safeParse(payload);
    if (data?.ref === `refs/heads/${branch}` && !data.deleted)
      return { kind: "merged", sha: data.after };
  }
  if (name === "pull_request") {
    const { data } = pull.safeParse(payload);
    if (data) return { kind: "head", number: data.number, sha: data.pull_request.head.sha };
  }
  return { kind: "other" };
}
