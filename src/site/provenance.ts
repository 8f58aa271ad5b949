import { readFileSync } from "node:fs";
import { env } from "node:process";
import { z } from "astro/zod";
import { allPages, homePage, visibleArticles, visibleJobs, visibleProducts } from "./entries.ts";

const records = z.array(
  z.object({
    path: z.string(),
    pull: z.int(),
    merged: z.string(),
    signatures: z.array(z.object({ title: z.string(), at: z.string() })),
  }),
);

const recordsFile = env.COUNTERSIGN_PROVENANCE;

/** Whether this build was given records, so that the page about them has something to say. */
export const hasRecords = Boolean(recordsFile);

interface Backed {
  readonly title: string;
  readonly href: string;
  /** Null where no record stands behind the page. */
  readonly record: z.output<typeof records>[number] | null;
}

/** What the visitor may see and the record behind it; null where this build was given no records. */
export async function backedPages(): Promise<readonly Backed[] | null> {
  if (!recordsFile) return null;
  const known = new Map(
    records.parse(JSON.parse(readFileSync(recordsFile, "utf8"))).map((one) => [one.path, one]),
  );
  // Only what stands on the site: a record may be of a page whose time has not come.
  return (await shown()).map(({ path, ...one }) => ({ ...one, record: known.get(path) ?? null }));
}

async function shown() {
  const folders = {
    products: (await visibleProducts()).map(({ id, data }) => ({ id, title: data.title })),
    news: (await visibleArticles("news")).map(({ id, data }) => ({ id, title: data.title })),
    affairs: (await visibleArticles("affairs")).map(({ id, data }) => ({ id, title: data.title })),
    jobs: (await visibleJobs()).map(({ id, data }) => ({ id, title: data.title })),
  };
  const below = Object.entries(folders).flatMap(([folder, entries]) =>
    entries.map(({ id, title }) => ({
      path: `content/${folder}/${id}.md`,
      href: `/${folder}/${id}/`,
      title,
    })),
  );
  const pages = (await allPages()).map(({ id, data }) => ({
    path: `content/pages/${id}.md`,
    href: `/${id}/`,
    title: data.title,
  }));
  const home = { path: "content/pages/home.md", href: "/", title: (await homePage()).title };
  return [home, ...pages, ...below];
}
