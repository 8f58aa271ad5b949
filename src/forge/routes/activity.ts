import { allow } from "../access.ts";
import { link, pageOf } from "../paginate.ts";
import type { RecordOf } from "../records.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { nodeId, userView } from "../views/user.ts";

type Push = RecordOf<"push">;

const periods: Readonly<Record<string, number>> = {
  day: 1,
  week: 7,
  month: 30,
  quarter: 91,
  year: 365,
};
const day = 86_400_000;

/** https://docs.github.com/rest/repos/repos#list-repository-activities */
export function activityRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/activity", (c) => {
    allow(c, "contents", "read");
    const found = filtered(forge, c);
    const ordered = c.req.query("direction") === "asc" ? found : found.toReversed();
    return c.json(byCursor(c, ordered).map((one) => activityView(forge, one)));
  });
}

function filtered(forge: Forge, c: ForgeContext): Push[] {
  const { ref, actor, activity_type: types, time_period: period } = c.req.query();
  const full = ref && !ref.startsWith("refs/") ? `refs/heads/${ref}` : ref;
  const since = Date.parse(forge.now()) - (periods[period ?? ""] ?? Number.POSITIVE_INFINITY) * day;
  const login = (one: Push) => forge.store.user.get(one.actorId)?.login.toLowerCase();
  return forge.store.push.filter(
    (one) =>
      (!full || one.ref === full) &&
      (!types || types.split(",").includes(one.type)) &&
      (!actor || login(one) === actor.toLowerCase()) &&
      Date.parse(one.at) >= since,
  );
}

/** This list is paged by cursors: `after` and `before` name the record at the edge of a page. */
function byCursor(c: ForgeContext, ordered: Push[]): Push[] {
  const { perPage } = pageOf(c);
  const { after, before } = c.req.query();
  const at = (cursor: string) => ordered.findIndex((one) => nodeId("CUR", one.id) === cursor);
  const end = before ? Math.max(0, at(before)) : undefined;
  const start = end === undefined ? (after ? at(after) + 1 : 0) : Math.max(0, end - perPage);
  const page = ordered.slice(start, end ?? start + perPage);
  const [first, last] = [page[0], page.at(-1)];
  const links: string[] = [];
  const edge = (rel: string, change: Record<string, string>, gone: string) =>
    links.push(link(c, rel, change, gone));
  if (last && ordered.at(-1) !== last) edge("next", { after: nodeId("CUR", last.id) }, "before");
  if (first && ordered[0] !== first) edge("prev", { before: nodeId("CUR", first.id) }, "after");
  if (links.length > 0) c.header("Link", links.join(", "));
  return page;
}

function activityView(forge: Forge, push: Push) {
  return {
    id: push.id,
    node_id: nodeId("PUSH", push.id),
    before: push.before,
    after: push.after,
    ref: push.ref,
    timestamp: push.at,
    activity_type: push.type,
    actor: userView(forge, push.actorId),
  };
}
