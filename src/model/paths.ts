import { accounts } from "./accounts.ts";
import { affairs } from "./affairs.ts";
import { banners } from "./banners.ts";
import type { Collection } from "./collection.ts";
import { duty } from "./duty.ts";
import { slug } from "./field.ts";
import { jobs } from "./jobs.ts";
import { news } from "./news.ts";
import { pages } from "./pages.ts";
import { products } from "./products.ts";
import { replies } from "./replies.ts";
import { settings } from "./settings.ts";

/** Every collection, in the order of the desk. */
export const collections: readonly Collection[] = [
  products,
  news,
  affairs,
  banners,
  jobs,
  pages,
  duty,
  replies,
  accounts,
  settings,
];

export interface EntryPlace {
  readonly collection: Collection;
  readonly slug: string;
}

/** Which entry a file of the repository is; null for media and everything else. */
export function entryOf(path: string): EntryPlace | null {
  const collection = collections.find((one) => path.startsWith(`${one.folder}/`));
  if (!collection || !path.endsWith(".md")) return null;
  const slug = path.slice(collection.folder.length + 1, -".md".length);
  return slug.includes("/") ? null : { collection, slug };
}

/** The address of the page that a file of the repository makes; null for one that makes none. */
export function publicPath(path: string): string | null {
  const entry = entryOf(path);
  if (!entry) return path.startsWith("src/site/") ? "/" : null;
  return schemaOf(entry) && isSlug(entry.slug) ? entry.collection.path(entry.slug) : null;
}

function isSlug(name: string): boolean {
  return slug.safeParse(name).success;
}

/** The schema of one entry: a fixed file has its own. Null for a file that a fixed set does not name. */
export function schemaOf({ collection, slug }: EntryPlace) {
  return collection.files ? (collection.files[slug]?.schema ?? null) : collection.schema;
}

/** Whether a file is an entry that a status can take off the site; fixed pages, settings and the like have none. */
export function canBeWithdrawn(path: string): boolean {
  const entry = entryOf(path);
  return entry !== null && "status" in (schemaOf(entry)?.shape ?? {});
}
