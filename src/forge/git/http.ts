import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gunzipSync } from "node:zlib";
import { reaches } from "../access.ts";
import { authenticate } from "../auth.ts";
import { inLine } from "../line.ts";
import { refuseUpdate } from "../rules.ts";
import type { Actor, Forge, ForgeApp, ForgeContext, RefUpdate } from "../types.ts";
import { recordUpdate } from "../updates.ts";
import { GitRepo } from "./repo.ts";
import { gitEnvironment, runGit } from "./run.ts";

const services = ["git-upload-pack", "git-receive-pack"];
const nothing = "0".repeat(40);

/**
 * git's smart HTTP protocol (https://git-scm.com/docs/http-protocol): fetching needs the right to
 * read, pushing the right to write, and every pushed ref goes through the same rules as REST.
 */
export function gitRoutes(app: ForgeApp, forge: Forge): void {
  const base = `/${forge.owner}/${forge.name}.git`;
  app.get(`${base}/info/refs`, (c) => {
    const service = c.req.query("service") ?? "";
    if (!services.includes(service)) return c.text("this server speaks smart HTTP only", 403);
    const wanted = service === "git-receive-pack" ? "write" : "read";
    if (!accountFor(forge, c, wanted)) return challenge();
    return advertise(forge, c, service);
  });
  app.post(`${base}/git-upload-pack`, async (c) => {
    if (!accountFor(forge, c, "read")) return challenge();
    const body = await packBody(c);
    return stream(forge, c, "git-upload-pack", body, {});
  });
  app.post(`${base}/git-receive-pack`, async (c) => {
    const actor = accountFor(forge, c, "write");
    if (!actor) return challenge();
    const body = await packBody(c);
    return inLine(forge, () => receive(forge, c, actor, body));
  });
}

type Pusher = Extract<Actor, { userId: number }>;

function accountFor(forge: Forge, c: ForgeContext, wanted: "read" | "write"): Pusher | null {
  const actor = authenticateOr(forge, c);
  if (actor?.kind === "user") return reaches(actor.permission, wanted) ? actor : null;
  if (actor?.kind !== "app") return null;
  return reaches(actor.permissions.contents, wanted) ? actor : null;
}

// To git, wrong credentials and none are the same: it asks for them.
function authenticateOr(forge: Forge, c: ForgeContext): Actor | null {
  try {
    return authenticate(forge, c.req.header("authorization"));
  } catch {
    return null;
  }
}

function challenge(): Response {
  const headers = { "WWW-Authenticate": 'Basic realm="GitHub"' };
  return new Response("Authentication required\n", { status: 401, headers });
}

async function packBody(c: ForgeContext): Promise<Buffer> {
  const bytes = Buffer.from(await c.req.arrayBuffer());
  return c.req.header("content-encoding") === "gzip" ? gunzipSync(bytes) : bytes;
}

function advertise(forge: Forge, c: ForgeContext, service: string): Response {
  const banner = `# service=${service}\n`;
  const head = `${(banner.length + 4).toString(16).padStart(4, "0")}${banner}0000`;
  const child = serve(forge, c, service, ["--advertise-refs"], {});
  child.stdin.end();
  const body = Readable.from(prefixed(head, child.stdout));
  return answer(body, `application/x-${service}-advertisement`);
}

async function* prefixed(head: string, rest: AsyncIterable<Buffer>) {
  yield Buffer.from(head);
  yield* rest;
}

function serve(
  forge: Forge,
  c: ForgeContext,
  service: string,
  flags: readonly string[],
  env: Readonly<Record<string, string>>,
) {
  const command = service.replace("git-", "");
  const child = spawn("git", [command, "--stateless-rpc", ...flags, forge.git.dir], {
    env: { ...gitEnvironment, ...env, GIT_PROTOCOL: c.req.header("git-protocol") ?? "" },
    stdio: ["pipe", "pipe", "ignore"],
  });
  child.stdin.on("error", () => undefined);
  return child;
}

function stream(
  forge: Forge,
  c: ForgeContext,
  service: string,
  body: Buffer,
  env: Readonly<Record<string, string>>,
): Response {
  const child = serve(forge, c, service, [], env);
  child.stdin.end(body);
  return answer(child.stdout, `application/x-${service}-result`);
}

function answer(body: Readable, type: string): Response {
  const stream = Readable.toWeb(body) as ReadableStream<Uint8Array>;
  return new Response(stream, { headers: { "Content-Type": type, "Cache-Control": "no-cache" } });
}

// Everything is judged while it is still in quarantine; a refused push leaves no object behind.
async function receive(
  forge: Forge,
  c: ForgeContext,
  actor: Pusher,
  body: Buffer,
): Promise<Response> {
  const { updates, pack } = parsePush(body);
  const refusal = await judge(forge, actor, updates, pack);
  const child = serve(
    forge,
    c,
    "git-receive-pack",
    [],
    refusal ? { COUNTERSIGN_REFUSAL: refusal } : {},
  );
  child.stdin.end(body);
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk);
  for (const update of updates) await recordIfMoved(forge, actor, update);
  return answer(Readable.from(chunks), "application/x-git-receive-pack-result");
}

async function recordIfMoved(forge: Forge, actor: Pusher, update: RefUpdate): Promise<void> {
  if (update.before === update.after) return;
  if ((await forge.git.readRef(update.ref)) === update.after)
    await recordUpdate(forge, actor.userId, update);
}

/** The commands stand before the first flush packet, `old new ref`, capabilities after a NUL. */
function parsePush(body: Buffer): { updates: RefUpdate[]; pack: Buffer } {
  const updates: RefUpdate[] = [];
  let at = 0;
  while (at + 4 <= body.length) {
    const length = Number.parseInt(body.toString("latin1", at, at + 4), 16);
    if (!(length > 4)) return { updates, pack: body.subarray(at + 4) };
    const [line = ""] = body.toString("utf8", at + 4, at + length).split("\0");
    const [before = "", after = "", ...ref] = line.trim().split(" ");
    updates.push({ ref: ref.join(" "), before: shaOrNull(before), after: shaOrNull(after) });
    at += length;
  }
  return { updates, pack: Buffer.alloc(0) };
}

function shaOrNull(sha: string): string | null {
  return sha === nothing ? null : sha;
}

async function judge(
  forge: Forge,
  actor: Pusher,
  updates: readonly RefUpdate[],
  pack: Buffer,
): Promise<string | null> {
  const quarantine = await mkdtemp(join(tmpdir(), "countersign-push-"));
  const env = {
    GIT_OBJECT_DIRECTORY: quarantine,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: join(forge.git.dir, "objects"),
  };
  const git = new GitRepo(forge.git.dir, env);
  try {
    if (pack.length > 0)
      await runGit(forge.git.dir, ["unpack-objects", "-q"], { env, input: pack });
    const messages = await Promise.all(
      updates.map(async (update) => {
        const refused = await refuseUpdate(forge, actor, update, git);
        return refused ? `- ${update.ref}: ${refused.replaceAll("\n\n", " ")}` : null;
      }),
    );
    return messages.filter((one) => one !== null).join("\n") || null;
  } finally {
    git.close();
    await rm(quarantine, { recursive: true, force: true });
  }
}
