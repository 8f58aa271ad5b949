import { nextChange } from "../../model/rules.ts";
import { commit, now } from "../build.ts";
import { allNews, allProducts } from "../entries.ts";

/** The site's marker: what it shows, since when, and when it must be built again. */
export async function GET(): Promise<Response> {
  const entries = [...(await allProducts()), ...(await allNews())].map(({ data }) => data);
  const next = nextChange(entries, now);
  return Response.json({
    commit,
    built_at: new Date().toISOString(),
    next_change: next === null ? null : new Date(next).toISOString(),
  });
}
