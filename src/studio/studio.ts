import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { openClient } from "../adapters/github/client.ts";
import { parsePeople } from "../approval/people.ts";
import { openForge, type RunningForge } from "../forge/forge.ts";
import { issueUserToken } from "../forge/tokens.ts";
import type { Forge } from "../forge/types.ts";
import { userByLogin } from "../forge/views/user.ts";
import { openGate, type RunningGate } from "../gate/open.ts";
import { robotSettings } from "../gate/robot-settings.ts";
import { relay } from "../relay/relay.ts";
import { studioApp } from "./app.ts";
import { claimState, releaseLocks } from "./claim.ts";
import { contentCheck } from "./content-check.ts";
import { initializeRepository } from "./first-commit.ts";
import { readHook } from "./hooks.ts";
import { openOrders, type StudioOrders } from "./orders.ts";
import { createPress, type Press } from "./press.ts";
import { app, designer, repository, seedOf } from "./seed-forge.ts";
import { type Listener, listen } from "./server.ts";
import { openState, type StudioState } from "./state.ts";
import { text } from "./text.ts";

export interface StudioOptions {
  /** The project's folder: its working tree is the first version of the site. */
  readonly root: string;
  /** Where the studio keeps everything; `.studio/` in the project's folder where it is not given. */
  readonly stateDir?: string;
  /** 0 lets the system choose; a busy port is named and the next one taken. */
  readonly port: number;
  /** Throws away what an earlier start left. */
  readonly reset: boolean;
  readonly print: (line: string) => void;
}

export interface Studio {
  readonly origin: string;
  readonly forge: RunningForge;
  readonly gate: RunningGate;
  readonly press: Press;
  readonly orders: StudioOrders;
  /** Resolves when no delivery, decision or build is under way. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const sweepEvery = 60_000;

/**
 * Starts everything on one origin: forge, gate, site, desk. Resolves once the site can be visited
 * and people can sign in. Throws NoPortError when no port is free, ClaimedError when another studio
 * runs on the same state.
 */
export async function startStudio(options: StudioOptions): Promise<Studio> {
  const dir = options.stateDir ?? join(options.root, ".studio");
  const release = claimState(dir);
  return openStudio(options, dir, release).catch((error: unknown) => {
    release();
    throw error;
  });
}

async function openStudio(
  options: StudioOptions,
  dir: string,
  release: () => void,
): Promise<Studio> {
  const started = performance.now();
  const { print } = options;
  print(text.preparing);
  const state = openState(dir, options.reset);
  for (const repository of [state.repository, state.mirror])
    if (existsSync(repository)) releaseLocks(repository);
  const listener = await listen(options.port, (busy) => print(text.portBusy(busy, busy + 1)));
  const parts = await openParts(options, state, listener).catch(async (error: unknown) => {
    await listener.close();
    throw error;
  });
  await parts.press.publishTip();
  await parts.gate.sweep();
  announce(options, parts.forge, (performance.now() - started) / 1000);
  const sweep = setInterval(() => void parts.gate.sweep(), sweepEvery);
  return {
    origin: listener.origin,
    ...parts,
    async idle() {
      await parts.forge.hooks.idle();
      await parts.gate.idle();
      await parts.forge.hooks.idle();
      await parts.press.idle();
    },
    async close() {
      clearInterval(sweep);
      await parts.press.close();
      await parts.orders.close();
      await parts.gate.close();
      await parts.forge.close();
      await listener.close();
      release();
    },
  };
}

async function openParts(options: StudioOptions, state: StudioState, listener: Listener) {
  const { origin } = listener;
  const resumed = existsSync(state.repository);
  if (!resumed) await initializeRepository(options.root, state.repository, repository.branch);
  options.print(resumed ? text.resumed : text.seeded);
  const people = readPeople(options.root);
  const forge = await openForge({
    dataDir: state.forge,
    gitDir: state.repository,
    origin,
    seed: seedOf(state, origin, people),
    oauth: oauthClient(state, origin),
  });
  const serving = Promise.withResolvers<RunningGate>();
  const github = {
    api: `${origin}/api/v3`,
    repository: fullName,
    appId: app.id,
    appKey: state.secrets.appKey,
  };
  const press = createPress({
    root: options.root,
    state,
    origin,
    git: forge.forge.git,
    branch: repository.branch,
    connect: () => openClient(github),
    print: options.print,
  });
  const orders = await openOrders(state.orders, options.print);
  listener.serve(
    studioApp({
      origin,
      repository: fullName,
      relay: relay({
        origin,
        sites: [origin],
        api: github.api,
        scope: "repo",
        clientId: state.secrets.oauthClientId,
        clientSecret: state.secrets.oauthClientSecret,
      }),
      forge: forge.fetch,
      gate: async (request) => (await serving.promise).handle(request),
      readHook: (request) => readHook(request, state.secrets.publishSecret, repository.branch),
      onHook: (event) => press.hear(event),
      orders: orders.board,
      site: press.site,
      preview: press.preview,
    }).fetch,
  );
  const { robot, broken } = robotSettings(process.env, `${origin}/admin/review/`);
  if (broken.length > 0) options.print(text.robotBroken(broken));
  const gate = await openGate({
    ...github,
    robot,
    webhookSecret: state.secrets.appWebhookSecret,
    mirror: state.mirror,
    env: process.env,
    checkContent: contentCheck,
    now: Date.now,
    log: (message, error) => options.print(`${message}${error ? `: ${String(error)}` : ""}`),
  });
  serving.resolve(gate);
  return { forge, gate, press, orders };
}

const fullName = `${repository.owner}/${repository.name}`;

function oauthClient(state: StudioState, origin: string) {
  const { oauthClientId: id, oauthClientSecret: secret } = state.secrets;
  return { id, secret, redirect: `${origin}/auth/callback` };
}

function readPeople(root: string) {
  return parsePeople(parse(readFileSync(join(root, ".github/people.yml"), "utf8")));
}

function announce({ print, root }: StudioOptions, { forge }: RunningForge, seconds: number): void {
  print("");
  print(text.ready(seconds.toFixed(1)));
  for (const line of text.addresses(forge.origin)) print(line);
  print("");
  print(text.people);
  for (const [login, { name, title }] of Object.entries(readPeople(root)))
    print(text.person(login, name, title));
  print("");
  for (const line of gitLines(forge)) print(line);
  print("");
  print(text.stopHint);
}

// A browser signs in by choosing a person. git needs a token, as on GitHub, and an e-mail address by
// which the gate knows whose commits they are.
function gitLines(forge: Forge): string[] {
  const user = userByLogin(forge, designer);
  if (!user) throw new Error(`people.yml has no "${designer}"`);
  const address = new URL(`/${fullName}.git`, forge.origin);
  address.username = designer;
  address.password = issueUserToken(forge, user.id);
  return text.git(address.href, user.name, user.email);
}
