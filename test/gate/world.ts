import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Octokit } from "octokit";
import { openForge, type RunningForge } from "../../src/forge/forge.ts";
import { issueUserToken } from "../../src/forge/tokens.ts";
import type { Outcome } from "../../src/gate/gate.ts";
import { openGate } from "../../src/gate/open.ts";
import { checkContent } from "./content-check.ts";
import { fill } from "./fill.ts";
import { createMail } from "./mail.ts";
import { listen } from "./server.ts";
import { firstFiles, type Login, logins, names } from "./settings.ts";

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const app = { id: 7, slug: "countersign" };
const owner = "qinghe";
const repo = "website";
export const at = { owner, repo };

/** The forge, the gate behind its webhook, and the company's people: one office on loopback. */
export async function startWorld(
  files = firstFiles,
  robot: Parameters<typeof openGate>[0]["robot"] = null,
) {
  const root = mkdtempSync(join(tmpdir(), "countersign-gate-"));
  const server = await listen();
  const clock = createClock();
  const forge = await openForge({
    dataDir: join(root, "forge"),
    gitDir: join(root, "repository.git"),
    origin: server.origin,
    seed: seed(server.origin),
    oauth: { id: "desk", secret: "desk", redirect: server.origin },
    now: clock.now,
  });
  await fill(forge.forge.git, files);
  const mail = createMail();
  const moments: { matches: RegExp; act: () => Promise<unknown> }[] = [];
  server.serve(async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/hooks/gate") return mail.take(request);
    const at = moments.findIndex(({ matches }) => matches.test(`${request.method} ${pathname}`));
    for (const moment of at < 0 ? [] : moments.splice(at, 1)) {
      const instead = await moment.act();
      if (instead instanceof Response) return instead;
    }
    return forge.fetch(request);
  });
  const outcomes: Outcome[] = [];
  const errors: unknown[] = [];
  const gate = await openGate({
    api: `${server.origin}/api/v3`,
    repository: `${owner}/${repo}`,
    appId: app.id,
    appKey: keys.privateKey,
    webhookSecret: "secret",
    mirror: join(root, "mirror.git"),
    env: process.env,
    checkContent,
    robot,
    now: () => clock.now().getTime(),
    log: (message, error) => errors.push(message, error),
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  mail.deliverTo(gate.handle);
  const desk = (login: Login) => signIn(forge, server.origin, login);
  return {
    origin: server.origin,
    /** What a gate in a process of its own is told. */
    environment: {
      COUNTERSIGN_API: `${server.origin}/api/v3`,
      COUNTERSIGN_REPOSITORY: `${owner}/${repo}`,
      COUNTERSIGN_APP_ID: String(app.id),
      COUNTERSIGN_APP_KEY: keys.privateKey,
      COUNTERSIGN_MIRROR: join(root, "other-mirror.git"),
    },
    forge,
    gate,
    mail,
    outcomes,
    errors,
    clock,
    people: Object.fromEntries(logins.map((login) => [login, desk(login)])),
    /** Waits until every webhook has arrived and the gate has nothing left to do. */
    async settle() {
      for (let seen = -1; seen !== mail.count() + outcomes.length; ) {
        seen = mail.count() + outcomes.length;
        await forge.hooks.idle();
        await gate.idle();
      }
    },
    /**
     * Has something happen once, just before the next request like this is answered; a response is
     * given in the place of the forge's.
     */
    justBefore(matches: RegExp, act: () => Promise<unknown>) {
      moments.push({ matches, act });
    },
    /** Throws away what a story left open, without a word to the gate. */
    tidy() {
      const { pull } = forge.forge.store;
      for (const one of pull.filter(({ state }) => state === "open"))
        pull.update(one.id, { state: "closed" });
    },
    async close() {
      await gate.close();
      await forge.close();
      await server.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;

// Each step of a story happens at a time of its own; tokens are judged by the same clock.
function createClock() {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    tick: (seconds = 2) => {
      offset += seconds * 1000;
    },
  };
}

function signIn({ forge }: RunningForge, origin: string, login: Login): Octokit {
  const user = forge.store.user.find((one) => one.login === login);
  if (!user) throw new Error(`nobody is called ${login}`);
  return new Octokit({
    baseUrl: `${origin}/api/v3`,
    auth: issueUserToken(forge, user.id),
    throttle: { enabled: false },
    retry: { enabled: false },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
}

function quiet(): void {
  // The stories provoke refusals on purpose.
}

function seed(origin: string): Parameters<typeof openForge>[0]["seed"] {
  return {
    owner,
    name: repo,
    defaultBranch: "main",
    people: logins.map((login) => ({
      login,
      name: names[login][0],
      title: names[login][1],
      permission: "write",
    })),
    app: {
      ...app,
      publicKey: keys.publicKey,
      permissions: {
        metadata: "read",
        contents: "write",
        pull_requests: "write",
        issues: "write",
        checks: "write",
      },
      events: ["pull_request", "pull_request_review", "push", "check_run", "status"],
      hook: { url: `${origin}/hooks/gate`, secret: "secret" },
    },
    labels: ["decap-cms/draft", "decap-cms/pending_review", "decap-cms/pending_publish"],
    ruleset: {
      name: "main",
      target: "branch",
      enforcement: "active",
      include: ["~DEFAULT_BRANCH"],
      bypass: [],
      rules: [
        { type: "deletion" },
        { type: "non_fast_forward" },
        {
          type: "pull_request",
          parameters: {
            required_approving_review_count: 1,
            dismiss_stale_reviews_on_push: false,
            require_code_owner_review: false,
            require_last_push_approval: true,
            required_review_thread_resolution: false,
          },
        },
        {
          type: "required_status_checks",
          parameters: {
            strict_required_status_checks_policy: false,
            required_status_checks: [
              { context: "approval", integration_id: app.id },
              { context: "content", integration_id: app.id },
            ],
          },
        },
      ],
    },
    hooks: [],
  };
}
