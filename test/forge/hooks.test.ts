import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Webhooks } from "@octokit/webhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { startForge, type TestForge } from "./harness.ts";
import { isRecord } from "./openapi-schema.ts";
import { type Delivered, type Receiver, startReceiver } from "./receiver.ts";

const secret = "webhook secret";
const events = [
  "push",
  "pull_request",
  "pull_request_review",
  "check_run",
  "status",
  "issue_comment",
];

let forge: TestForge;
let receiver: Receiver;
let app: Receiver;
beforeAll(async () => {
  [receiver, app] = await Promise.all([startReceiver(), startReceiver("/app")]);
  forge = await startForge({ appHook: { url: app.url, secret: "app secret" } });
});
afterAll(async () => {
  await forge.stop();
  await Promise.all([receiver.close(), app.close()]);
});

const hook = () => ({
  ...forge.repo,
  config: { url: receiver.url, secret, content_type: "json" },
  events,
});
let hookId = 0;

describe("a webhook", () => {
  it("is greeted with a ping when it is made, and its secret never shown again", async () => {
    const { data } = await forge.as("adam").rest.repos.createWebhook(hook());
    hookId = data.id;
    expect(data.config.secret).toBe("********");
    const [ping] = await receiver.wait("ping");
    expect(ping?.payload).toMatchObject({ hook_id: hookId, hook: { events } });
    const twice = forge.as("adam").rest.repos.createWebhook(hook());
    await expect(twice).rejects.toThrow("Hook already exists on this repository");
  });

  it("is signed over the very bytes it sends", async () => {
    await forge.commit("ed", "signed", { "a.md": "一\n" });
    const [push] = await receiver.wait("push");
    const signature = String(push?.headers["x-hub-signature-256"]);
    expect(await new Webhooks({ secret }).verify(push?.raw ?? "", signature)).toBe(true);
    expect(await new Webhooks({ secret: "other" }).verify(push?.raw ?? "", signature)).toBe(false);
    expect(push?.headers["x-github-delivery"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("reaches the App too, with its own secret and its installation", async () => {
    const [push] = await app.wait("push");
    const mac = createHmac("sha256", "app secret")
      .update(push?.raw ?? "")
      .digest("hex");
    expect(push?.headers["x-hub-signature-256"]).toBe(`sha256=${mac}`);
    expect(push?.payload.installation).toMatchObject({ id: 500_001 });
  });

  it("is on record with what was sent and answered, and can be sent again", async () => {
    const { rest } = forge.as("adam");
    await forge.hooks.idle();
    const at = { ...forge.repo, hook_id: hookId };
    const { data: list } = await rest.repos.listWebhookDeliveries(at);
    const push = list.find((one) => one.event === "push");
    const delivery = { ...at, delivery_id: push?.id ?? 0 };
    const { data: whole } = await rest.repos.getWebhookDelivery(delivery);
    expect(whole).toMatchObject({
      status_code: 202,
      request: { headers: { "X-GitHub-Event": "push" }, payload: { ref: "refs/heads/signed" } },
      response: { headers: { "x-receiver": "yes" }, payload: "angekommen" },
    });
    await rest.repos.redeliverWebhookDelivery(delivery);
    const [first, second] = await receiver.wait("push", 2);
    expect(second?.raw).toBe(first?.raw);
    expect(second?.headers["x-github-delivery"]).toBe(first?.headers["x-github-delivery"]);
    await forge.hooks.idle();
    const { data: after } = await rest.repos.listWebhookDeliveries(at);
    expect(after[0]).toMatchObject({ guid: push?.guid, redelivery: true });
  });

  it("pages its deliveries by a cursor", async () => {
    const octokit = forge.as("adam");
    await octokit.rest.repos.pingWebhook({ ...forge.repo, hook_id: hookId });
    await forge.hooks.idle();
    const at = { ...forge.repo, hook_id: hookId, per_page: 1 };
    const all = await octokit.paginate("GET /repos/{owner}/{repo}/hooks/{hook_id}/deliveries", at);
    expect(all.length).toBe(
      forge.forge.store.delivery.filter((one) => one.hookId === hookId).length,
    );
  });

  it("that fails, or that nobody answers, fails no request", async () => {
    receiver.answer(500);
    await forge.commit("ed", "failing", { "b.md": "一\n" });
    await forge.hooks.idle();
    const { data } = await forge
      .as("adam")
      .rest.repos.listWebhookDeliveries({ ...forge.repo, hook_id: hookId });
    expect(data[0]?.status_code).toBe(500);
    receiver.answer(202);
    const { rest } = forge.as("adam");
    const nobody = { ...hook(), config: { ...hook().config, url: "http://127.0.0.1:9/" } };
    const made = await rest.repos.createWebhook(nobody);
    await forge.commit("ed", "nobody", { "c.md": "一\n" });
    await forge.hooks.idle();
    const gone = await rest.repos.listWebhookDeliveries({ ...forge.repo, hook_id: made.data.id });
    expect(gone.data[0]).toMatchObject({ status_code: 0, status: "failed to connect to host" });
    await rest.repos.deleteWebhook({ ...forge.repo, hook_id: made.data.id });
  });
});

const index = createRequire(import.meta.url).resolve(
  "@octokit/webhooks-examples/api.github.com/index.json",
);
const examples = z
  .array(z.object({ name: z.string(), examples: z.array(z.record(z.string(), z.unknown())) }))
  .parse(JSON.parse(readFileSync(index, "utf8")));

/** Keys that every example of GitHub's has and the payload has not, at any depth. */
function missing(given: unknown, known: readonly unknown[], path = ""): string[] {
  const shapes = known.filter(isRecord);
  if (!isRecord(given) || shapes.length === 0) return [];
  const [first = {}] = shapes;
  const common = Object.keys(first).filter((key) => shapes.every((one) => key in one));
  return common.flatMap((key) =>
    key in given
      ? missing(
          given[key],
          shapes.map((one) => one[key]),
          `${path}/${key}`,
        )
      : [`${path}/${key}`],
  );
}

function examplesOf({ event, payload }: Delivered): Record<string, unknown>[] {
  const all = examples.find((one) => one.name === event)?.examples ?? [];
  const same = all.filter((one) => one.action === payload.action);
  return same.length > 0 ? same : all;
}

// What depends on who listens: an App's own permissions, and an installation in Apps' hooks only.
const particular = [/\/app\/permissions\//, /^\/installation/];

describe("what is sent has all that GitHub sends", () => {
  beforeAll(async () => {
    const number = await forge.propose("ed", "story", { "d.md": "一\n" });
    const sha = await forge.head("story");
    const [pull, issue] = [
      { ...forge.repo, pull_number: number },
      { ...forge.repo, issue_number: number },
    ];
    const { rest } = forge.as("ed");
    await rest.issues.setLabels({ ...issue, labels: ["decap-cms/draft"] });
    await rest.issues.setLabels({ ...issue, labels: [] });
    const comment = await rest.issues.createComment({ ...issue, body: "请看" });
    await rest.issues.updateComment({ ...forge.repo, comment_id: comment.data.id, body: "请再看" });
    await rest.issues.deleteComment({ ...forge.repo, comment_id: comment.data.id });
    await rest.pulls.requestReviewers({ ...pull, reviewers: ["paul"] });
    const review = await forge.as("paul").rest.pulls.createReview({ ...pull, event: "APPROVE" });
    await rest.pulls.dismissReview({ ...pull, review_id: review.data.id, message: "改" });
    await rest.repos.createCommitStatus({
      ...forge.repo,
      sha,
      state: "success",
      context: "deploy-preview",
    });
    const run = { ...forge.repo, name: "approval", head_sha: sha, conclusion: "success" as const };
    await forge.app().rest.checks.create(run);
    await forge.commit("ed", "story", { "e.md": "二\n" });
    await rest.pulls.update({ ...pull, title: "新标题" });
    await rest.pulls.update({ ...pull, state: "closed" });
    await rest.pulls.update({ ...pull, state: "open" });
    await forge.hooks.idle();
  });

  it.each([
    ["push", undefined],
    ["pull_request", "opened"],
    ["pull_request", "labeled"],
    ["pull_request", "unlabeled"],
    ["pull_request", "review_requested"],
    ["pull_request", "synchronize"],
    ["pull_request", "edited"],
    ["pull_request", "closed"],
    ["pull_request", "reopened"],
    ["pull_request_review", "submitted"],
    ["pull_request_review", "dismissed"],
    ["issue_comment", "created"],
    ["issue_comment", "edited"],
    ["issue_comment", "deleted"],
    ["check_run", "created"],
    ["check_run", "completed"],
    ["status", undefined],
    ["ping", undefined],
  ])("%s %s", (event, action) => {
    const sent = receiver.deliveries.findLast(
      (one) => one.event === event && one.payload.action === action,
    );
    if (!sent) throw new Error(`nothing was sent for ${event} ${action}`);
    const absent = missing(sent.payload, examplesOf(sent));
    expect(absent.filter((path) => !particular.some((one) => one.test(path)))).toEqual([]);
  });
});
