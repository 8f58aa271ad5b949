import { nextChange } from "../../model/rules.ts";
import { commit, now } from "../build.ts";
import { allAffairs, allBanners, allNews, allProducts } from "../entries.ts";

/** The site's marker: what it shows, since when, and when it must be built again. */
export async function GET(): Promise<Response> {
  const timed = [...(await allProducts()), ...(await allNews()), ...(await allAffairs())];
  const banners = (await allBanners()).map(({ data: { starts_at, ends_at } }) => ({
    publish_at: starts_at,
    expires_at: ends_at,
  }));
  const entries = [...timed.map(({ data }) => data), ...banners];
  const next = nextChange(entries, now);
  return Response.json({
    commit,
    built_at: new Date().toISOString(),
    next_change: next === null ? null : new Date(next).toISOString(),
  });
}
