import { closesAt } from "../../model/jobs.ts";
import { nextChange } from "../../model/rules.ts";
import { commit, now } from "../build.ts";
import { allAffairs, allBanners, allJobs, allNews, allProducts } from "../entries.ts";

/** The site's marker: what it shows, since when, and when it must be built again. */
export async function GET(): Promise<Response> {
  const jobs = await allJobs();
  const timed = [...(await allProducts()), ...(await allNews()), ...(await allAffairs()), ...jobs];
  const banners = (await allBanners()).map(({ data: { starts_at, ends_at } }) => ({
    publish_at: starts_at,
    expires_at: ends_at,
  }));
  const closings = jobs.map(({ data }) => ({ expires_at: closesAt(data.apply_by) }));
  const entries = [...timed.map(({ data }) => data), ...banners, ...closings];
  const next = nextChange(entries, now);
  return Response.json({
    commit,
    built_at: new Date().toISOString(),
    next_change: next === null ? null : new Date(next).toISOString(),
  });
}
