import { type CollectionKey, getCollection } from "astro:content";
import type { ImageMetadata } from "astro";
import type { z } from "astro/zod";
import { parseTime } from "../base/time.ts";
import { affairsSchema } from "../model/affairs.ts";
import { bannersSchema } from "../model/banners.ts";
import { serviceSchema } from "../model/duty.ts";
import { closesAt, jobsSchema } from "../model/jobs.ts";
import { newsSchema } from "../model/news.ts";
import { homeSchema, pageSchema } from "../model/pages.ts";
import { productSchema } from "../model/products.ts";
import { isVisible } from "../model/rules.ts";
import { siteSchema } from "../model/settings.ts";
import { now } from "./build.ts";

type Entry = Awaited<ReturnType<typeof getCollection>>[number];
interface Read<T> {
  readonly id: string;
  readonly data: T;
  readonly entry: Entry;
}

export type Product = Read<z.output<typeof productSchema>>;
export type Article = Read<z.output<typeof newsSchema>> | Read<z.output<typeof affairsSchema>>;
export type Job = Read<z.output<typeof jobsSchema>>;
export type Banner = Read<z.output<typeof bannersSchema>>;

// The model is the one truth of what an entry holds: reading by it gives the exact types.
async function read<T extends z.ZodType>(collection: CollectionKey, schema: T) {
  const entries = await getCollection(collection);
  return entries.map(
    (entry): Read<z.output<T>> => ({ id: entry.id, data: schema.parse(entry.data), entry }),
  );
}

async function only<T extends z.ZodType>(collection: CollectionKey, schema: T) {
  const [found] = await read(collection, schema);
  if (!found) throw new Error(`缺少 ${collection}.md，网站无法生成。`);
  return found.data;
}

export const allProducts = () => read("products", productSchema);
export const allNews = () => read("news", newsSchema);
export const allAffairs = () => read("affairs", affairsSchema);
export const allJobs = () => read("jobs", jobsSchema);
export const allBanners = () => read("banners", bannersSchema);
export const homePage = () => only("home", homeSchema);
export const site = () => only("site", siteSchema);
export const service = () => only("service", serviceSchema);

/** The company's own pages: what it is, where it is. */
export async function allPages() {
  return [...(await read("about", pageSchema)), ...(await read("contact", pageSchema))];
}

/** Products for sale, in the order of their item numbers. */
export async function visibleProducts(): Promise<Product[]> {
  const products = (await allProducts()).filter(({ data }) => isVisible(data, now));
  return products.sort((a, b) => a.data.sku.localeCompare(b.data.sku));
}

/** The same products, neighbours of different categories: the first of each, then the second of each. */
export function mixed(products: readonly Product[]): Product[] {
  const rank = (product: Product) =>
    products.filter(({ data }) => data.category === product.data.category).indexOf(product);
  return products.toSorted((a, b) => rank(a) - rank(b));
}

/** What visitors may see of news or of affairs, newest first. */
export async function visibleArticles(kind: "news" | "affairs"): Promise<Article[]> {
  const all: Article[] = kind === "news" ? await allNews() : await allAffairs();
  return all
    .filter(({ data }) => isVisible(data, now))
    .sort((a, b) => b.data.date.localeCompare(a.data.date));
}

/** Open posts, the one that closes first at the top. */
export async function visibleJobs(): Promise<Job[]> {
  const isOpen = ({ data }: Job) =>
    isVisible(data, now) && isVisible({ expires_at: closesAt(data.apply_by) }, now);
  return (await allJobs())
    .filter(isOpen)
    .sort((a, b) => a.data.apply_by.localeCompare(b.data.apply_by));
}

const day = 24 * 60 * 60_000;

/**
 * Banners of now and of the coming day: the page outlives the build, and the visitor's browser decides
 * to the minute.
 */
export async function bannersOf(form: "bar" | "card" | "floating"): Promise<Banner[]> {
  return (await allBanners()).filter(({ data }) => {
    const [from, until] = [parseTime(data.starts_at), parseTime(data.ends_at)];
    if (from === null || until === null || data.status === "withdrawn") return false;
    return data.form === form && from <= now + day && now < until;
  });
}

const pictures = import.meta.glob<{ default: ImageMetadata }>(
  "../../content/media/**/*.{jpg,jpeg,png,webp,avif,gif}",
  {
    eager: true,
  },
);

/** The picture that an entry names as `../media/<collection>/<file>`. Throws when it is not there. */
export function pictureOf(path: string): ImageMetadata {
  const found = pictures[`../../content/${path.replace("../", "")}`];
  if (!found) throw new Error(`找不到图片 ${path}，请在编辑台重新上传。`);
  return found.default;
}

const films = import.meta.glob<string>("../../content/media/**/*.{mp4,webm}", {
  query: "?url",
  import: "default",
  eager: true,
});

/** The address of the film that an entry names as `../media/<collection>/<file>`. Throws when it is not there. */
export function filmOf(path: string): string {
  const found = films[`../../content/${path.replace("../", "")}`];
  if (!found) throw new Error(`找不到视频 ${path}，请在编辑台重新上传。`);
  return found;
}
