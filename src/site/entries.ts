import { getCollection } from "astro:content";
import type { ImageMetadata } from "astro";
import type { z } from "astro/zod";
import { newsSchema } from "../model/news.ts";
import { homeSchema, pageSchema } from "../model/pages.ts";
import { productSchema } from "../model/products.ts";
import { isVisible } from "../model/rules.ts";
import { now } from "./build.ts";

type Entry = Awaited<ReturnType<typeof getCollection>>[number];
interface Read<T> {
  readonly id: string;
  readonly data: T;
  readonly entry: Entry;
}

export type Product = Read<z.output<typeof productSchema>>;
export type Article = Read<z.output<typeof newsSchema>>;

// The model is the one truth of what an entry holds: reading by it gives the exact types.
async function read<T extends z.ZodType>(
  collection: "products" | "news" | "pages" | "home",
  schema: T,
) {
  const entries = await getCollection(collection);
  return entries.map(
    (entry): Read<z.output<T>> => ({ id: entry.id, data: schema.parse(entry.data), entry }),
  );
}

export const allProducts = () => read("products", productSchema);
export const allNews = () => read("news", newsSchema);
export const allPages = () => read("pages", pageSchema);

/** Products for sale, by category and name. */
export async function visibleProducts(): Promise<Product[]> {
  const products = (await allProducts()).filter(({ data }) => isVisible(data, now));
  return products.sort((a, b) => a.data.sku.localeCompare(b.data.sku));
}

/** News that visitors may see, newest first. */
export async function visibleNews(): Promise<Article[]> {
  const news = (await allNews()).filter(({ data }) => isVisible(data, now));
  return news.sort((a, b) => b.data.date.localeCompare(a.data.date));
}

export async function homePage() {
  const [home] = await read("home", homeSchema);
  if (!home) throw new Error("缺少 content/pages/home.md，首页无法生成。");
  return home.data;
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
