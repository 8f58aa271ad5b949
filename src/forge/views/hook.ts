import type { RecordOf } from "../records.ts";
import type { Forge } from "../types.ts";
import { repositoryUrl } from "./repository.ts";

/** A repository's webhook. The secret is never shown again. */
export function hookView(forge: Forge, hook: RecordOf<"hook">) {
  const url = `${repositoryUrl(forge)}/hooks/${hook.id}`;
  const secret = hook.secret === "" ? {} : { secret: "********" };
  return {
    type: "Repository",
    id: hook.id,
    name: "web",
    active: hook.active,
    events: hook.events,
    config: { content_type: "json", insecure_ssl: "0", url: hook.url, ...secret },
    created_at: hook.createdAt,
    updated_at: hook.updatedAt,
    url,
    test_url: `${url}/tests`,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
    last_response: lastResponse(forge, hook),
  };
}

function lastResponse(forge: Forge, hook: RecordOf<"hook">) {
  const last = forge.store.delivery.filter((one) => one.hookId === hook.id).at(-1);
  if (!last) return { code: null, status: "unused", message: null };
  const good = last.statusCode >= 200 && last.statusCode < 300;
  return { code: last.statusCode, status: good ? "active" : "misconfigured", message: last.status };
}
