import type { ForgeContext } from "./types.ts";

/** https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
interface Page {
  readonly page: number;
  readonly perPage: number;
}

export function pageOf(c: ForgeContext, defaultSize = 30): Page {
  return {
    page: Math.max(1, whole(c.req.query("page"), 1)),
    perPage: Math.min(100, Math.max(1, whole(c.req.query("per_page"), defaultSize))),
  };
}

/** The part of `items` that the request asks for; sets the `Link` header to its neighbours. */
export function paginate<T>(c: ForgeContext, items: readonly T[], defaultSize = 30): T[] {
  const { page, perPage } = pageOf(c, defaultSize);
  linkPages(c, page, Math.ceil(items.length / perPage));
  return items.slice((page - 1) * perPage, page * perPage);
}

function linkPages(c: ForgeContext, page: number, last: number): void {
  const links: string[] = [];
  const add = (rel: string, to: number) => links.push(link(c, rel, { page: String(to) }));
  if (page > 1 && last > 0) add("prev", Math.min(page - 1, last));
  if (page < last) {
    add("next", page + 1);
    add("last", last);
  }
  if (page > 1 && last > 0) add("first", 1);
  if (links.length > 0) c.header("Link", links.join(", "));
}

/** One entry of a `Link` header: this request's address with other parameters, `gone` left out. */
export function link(
  c: ForgeContext,
  rel: string,
  change: Readonly<Record<string, string>>,
  gone?: string,
): string {
  const url = new URL(c.req.url);
  if (gone) url.searchParams.delete(gone);
  for (const [key, value] of Object.entries(change)) url.searchParams.set(key, value);
  return `<${url.href}>; rel="${rel}"`;
}

function whole(text: string | undefined, fallback: number): number {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : fallback;
}
