import { randomUUID } from "node:crypto";
import { post, type Sent } from "./hook-post.ts";
import type { RecordOf } from "./records.ts";
import type { Store } from "./store.ts";
import type { Payload } from "./types.ts";
import { nodeId } from "./views/user.ts";

type Delivery = RecordOf<"delivery">;

interface Target {
  readonly url: string;
  readonly secret: string;
  readonly hookId: number | null;
  readonly appId: number | null;
  readonly installationId: number | null;
}

export interface Hooks {
  /** Sends an event to everybody who asked for it, in order for each; returns at once. */
  emit(event: string, action: string | null, payload: Promise<Payload>): void;
  /** Sends to one repository hook alone, whatever it asked for. */
  ping(hookId: number, payload: Payload): void;
  /** Sends the same body with the same GUID again; false when its receiver is gone. */
  redeliver(delivery: Delivery): boolean;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  stop(): void;
}

// GitHub keeps three days; one machine keeps this many.
const kept = 1000;

/** Signed webhooks over real HTTP, each delivery on record. */
export function createHooks(store: Store, now: () => string): Hooks {
  const stopped = new AbortController();
  const lines = new Map<string, Promise<void>>();

  const send = async (
    target: Target,
    given: Pick<Delivery, "guid" | "event" | "action" | "payload" | "redelivery">,
  ) => {
    if (stopped.signal.aborted) return;
    const start = performance.now();
    const at = now();
    const sent = await post(target, given, stopped.signal);
    if (stopped.signal.aborted) return;
    record(store, { ...given, at }, target, sent, performance.now() - start);
  };
  // One line a receiver: deliveries arrive in order, and a slow receiver delays nobody else.
  const enqueue = (target: Target, job: () => Promise<void>) => {
    const line = (lines.get(target.url) ?? Promise.resolve()).then(job).catch(() => undefined);
    lines.set(target.url, line);
  };
  const deliver = (
    target: Target,
    event: string,
    action: string | null,
    payload: Promise<Payload>,
  ) => {
    const guid = randomUUID();
    enqueue(target, async () => {
      const body = bodyOf(target, action, await payload);
      await send(target, { guid, event, action, payload: body, redelivery: false });
    });
  };
  return {
    emit(event, action, payload) {
      // Nobody may be listening, and then nobody would hear of its failure either.
      payload.catch(() => undefined);
      for (const target of targetsOf(store, event)) deliver(target, event, action, payload);
    },
    ping(hookId, payload) {
      const hook = store.hook.get(hookId);
      if (hook) deliver(hookTarget(hook), "ping", null, Promise.resolve(payload));
    },
    redeliver(delivery) {
      const target = targetOf(store, delivery);
      if (!target) return false;
      enqueue(target, () => send(target, { ...delivery, redelivery: true }));
      return true;
    },
    async idle() {
      await Promise.all(lines.values());
    },
    stop: () => stopped.abort(),
  };
}

function bodyOf(target: Target, action: string | null, payload: Payload): string {
  const { installationId: id } = target;
  return JSON.stringify({
    ...(action ? { action } : {}),
    ...payload,
    ...(id === null ? {} : { installation: { id, node_id: nodeId("IN", id) } }),
  });
}

function record(
  store: Store,
  given: Pick<Delivery, "guid" | "event" | "action" | "payload" | "redelivery" | "at">,
  target: Target,
  sent: Sent,
  durationMs: number,
): void {
  const { guid, event, action, payload, redelivery, at } = given;
  const { url, hookId, appId } = target;
  store.delivery.insert({
    guid,
    event,
    action,
    payload,
    redelivery,
    at,
    url,
    hookId,
    appId,
    durationMs,
    ...sent,
  });
  for (const { id } of store.delivery.all().slice(0, -kept)) store.delivery.remove(id);
}

function targetsOf(store: Store, event: string): Target[] {
  const hooks = store.hook
    .filter((hook) => hook.active && wants(hook.events, event))
    .map(hookTarget);
  const apps = store.app
    .filter((app) => app.hook.url !== "" && wants(app.events, event))
    .map(appTarget);
  return [...hooks, ...apps];
}

function targetOf(store: Store, { hookId, appId }: Delivery): Target | undefined {
  const hook = hookId === null ? undefined : store.hook.get(hookId);
  if (hook) return hookTarget(hook);
  const app = appId === null ? undefined : store.app.get(appId);
  return app && appTarget(app);
}

function hookTarget({ url, secret, id }: RecordOf<"hook">): Target {
  return { url, secret, hookId: id, appId: null, installationId: null };
}

function appTarget({ hook, id, installationId }: RecordOf<"app">): Target {
  return { ...hook, hookId: null, appId: id, installationId };
}

function wants(events: readonly string[], event: string): boolean {
  return events.includes("*") || events.includes(event);
}
