import * as z from "zod";
import { link, pageOf } from "../paginate.ts";
import type { RecordOf } from "../records.ts";
import type { Forge, ForgeContext } from "../types.ts";
import { repositoryId } from "./repository.ts";

type Delivery = RecordOf<"delivery">;

/** One line of the list of deliveries. */
export function deliveryItem(forge: Forge, one: Delivery) {
  const app = one.appId === null ? undefined : forge.store.app.get(one.appId);
  return {
    id: one.id,
    guid: one.guid,
    delivered_at: one.at,
    redelivery: one.redelivery,
    duration: Math.round(one.durationMs) / 1000,
    status: one.status,
    status_code: one.statusCode,
    event: one.event,
    action: one.action,
    installation_id: app?.installationId ?? null,
    repository_id: repositoryId,
    throttled_at: null,
  };
}

const payload = z.record(z.string(), z.unknown());

/** The same with what was sent and what came back. */
export function deliveryView(forge: Forge, one: Delivery) {
  return {
    ...deliveryItem(forge, one),
    url: one.url,
    request: { headers: one.requestHeaders, payload: payload.parse(JSON.parse(one.payload)) },
    response: { headers: one.responseHeaders, payload: one.response },
  };
}

/** Deliveries are paged by a cursor: the number of the first one of the next page. */
export function byDeliveryCursor(c: ForgeContext, newestFirst: readonly Delivery[]): Delivery[] {
  const { perPage } = pageOf(c);
  const cursor = Number(c.req.query("cursor") ?? Number.POSITIVE_INFINITY);
  const rest = newestFirst.filter((one) => one.id <= cursor);
  const next = rest[perPage];
  if (next) c.header("Link", link(c, "next", { cursor: String(next.id) }));
  return rest.slice(0, perPage);
}
