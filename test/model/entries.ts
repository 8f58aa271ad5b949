import type * as z from "zod";
import { accountsSchema } from "../../src/model/accounts.ts";
import { affairsSchema } from "../../src/model/affairs.ts";
import { bannersSchema } from "../../src/model/banners.ts";
import { serviceSchema } from "../../src/model/duty.ts";
import { jobsSchema } from "../../src/model/jobs.ts";
import { newsSchema } from "../../src/model/news.ts";
import { homeSchema, pageSchema } from "../../src/model/pages.ts";
import { productSchema } from "../../src/model/products.ts";
import { repliesSchema } from "../../src/model/replies.ts";
import { siteSchema } from "../../src/model/settings.ts";

export type Data = Readonly<Record<string, unknown>>;
export type Path = readonly string[];

const times = {
  publish_at: "2026-03-02T09:00:00+08:00",
  expires_at: "2026-12-31T16:00:00.000Z",
};

/** Entries in which every field is filled in, and rightly so. */
export const product: Data = {
  title: "竹纤维随手杯",
  slug: "bamboo-cup",
  sku: "QH-CUP-01",
  category: "dining",
  price: 3900,
  unit: "只",
  specification: "容量 350 ml",
  stock: "sold_out",
  summary: "轻巧耐摔，一杯在手。",
  cover: "../media/products/竹杯 1.jpg",
  cover_alt: "竹纤维随手杯",
  gallery: [{ image: "../media/products/inside.jpg", alt: "杯口" }],
  evidence: "https://example.com/检测报告?no=1",
  verified_on: "2026-11-02",
  status: "withdrawn",
  rights: "licensed",
  confidentiality: "internal",
  ...times,
};

export const article: Data = {
  title: "新仓库启用",
  slug: "2026-11-18-new-warehouse",
  date: "2026-11-18",
  headline: true,
  summary: "发货更快了。",
  cover: "../media/news/new-warehouse.jpg",
  cover_alt: "仓库的大门",
  status: "withdrawn",
  rights: "third-party",
  confidentiality: "confidential",
  ...times,
};

export const home: Data = {
  title: "把日子过得踏实",
  tagline: "耐用、好清洗、看着舒服。",
  sections: [{ kind: "hero", title: "大标题" }, { kind: "about" }],
  reviewed_on: "2026-06-30",
};

const page: Data = { title: "公司简介", summary: "位于杭州。" };

export const affair: Data = {
  ...article,
  slug: "2026-10-01-visit",
  kind: "visit",
  provided_by: "cora",
  cover: "../media/affairs/visit.jpg",
};

export const banner: Data = {
  title: "秋季上新",
  slug: "autumn",
  form: "card",
  link: "/products/",
  image: "../media/banners/autumn.jpg",
  image_alt: "秋天的餐桌",
  ad: false,
  starts_at: "2026-11-01T00:00:00+08:00",
  ends_at: "2026-12-01T00:00:00+08:00",
  evidence: "https://example.com/licence",
  status: "withdrawn",
  rights: "licensed",
  confidentiality: "internal",
};

export const job: Data = {
  title: "网站编辑",
  slug: "editor",
  department: "电子商务部",
  place: "杭州",
  openings: 2,
  salary: "8–12 千元 / 月",
  summary: "负责产品资料的采集和发布。",
  posted_on: "2026-11-01",
  apply_by: "2026-12-31",
  apply_to: "hr@example.com",
  status: "withdrawn",
  rights: "licensed",
  confidentiality: "internal",
  ...times,
};

export const service: Data = {
  online_from: "08:50",
  online_to: "18:10",
  rota: [{ from: "2026-11-28", to: "2026-11-29", person: "小周", phone: "000-00000000" }],
  closed: [{ day: "2026-01-01", note: "元旦" }],
};

export const reply: Data = {
  title: "接通之后",
  slug: "hello",
  kind: "opening",
  text: "您好，这里是青禾客服。",
};

export const account: Data = {
  title: "青禾官方网站",
  slug: "site",
  kind: "site",
  address: "https://example.com/login",
  holder: "青禾生活用品有限公司",
  keeper: "site",
  registered_on: "2020-01-01",
  renew_by: "2027-01-01",
  note: "每年一月续费",
};

const site: Data = {
  company: "青禾生活用品有限公司",
  brand: "青禾",
  hotline: "400-000-0000",
  address: "杭州",
  icp: "浙ICP备00000000号-1",
  police: "浙公网安备00000000000000号",
};

interface Model {
  readonly name: string;
  readonly schema: z.ZodObject;
  readonly entry: Data;
}

/** Every schema of the model, with an entry that it accepts. */
export const models: readonly Model[] = [
  { name: "products", schema: productSchema, entry: product },
  { name: "news", schema: newsSchema, entry: article },
  { name: "home", schema: homeSchema, entry: home },
  { name: "page", schema: pageSchema, entry: page },
  { name: "affairs", schema: affairsSchema, entry: affair },
  { name: "banners", schema: bannersSchema, entry: banner },
  { name: "jobs", schema: jobsSchema, entry: job },
  { name: "service", schema: serviceSchema, entry: service },
  { name: "replies", schema: repliesSchema, entry: reply },
  { name: "accounts", schema: accountsSchema, entry: account },
  { name: "site", schema: siteSchema, entry: site },
];

/** Every place of a JSON value, as a path of keys; the whole is the first. */
export function places(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => places(one, [...path, key]))];
}

/** A copy with `to` at that place; undefined takes away what stands there. */
export function put(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  if (typeof value !== "object" || value === null) return value;
  const old = Object.entries(value);
  const entries = Object.hasOwn(value, key) ? old : [...old, [key, undefined] as const];
  const changed = entries
    .map(([name, one]) => [name, name === key ? put(one, rest, to) : one] as const)
    .filter(([, one]) => one !== undefined);
  return Array.isArray(value) ? changed.map(([, one]) => one) : Object.fromEntries(changed);
}

const texts = [
  "",
  " ",
  "x",
  "X-1",
  "a-",
  "https://",
  "https://a b",
  "published",
  "withdraw",
  "杯\n",
];
const days = ["2026-3-2", "2026-03-02", "2026-03-02 ", "2026-03-02T09:00:00", "2026-03-02T09:00Z"];
const pictures = ["../media/x.jpg", "../media/news/a.jpg", "../media/products/a/b.jpg", "../media"];
const others = [null, true, false, 0, -1, 1, 1.5, 100_000_001, 1e300, [], [null], {}, { a: 1 }];
const limits = [8, 30, 40, 60, 80, 120].flatMap((limit) =>
  ["a", "杯", "😀"].flatMap((sign) => [sign.repeat(limit), sign.repeat(limit + 1)]),
);
/** Values that hardly any field wants. */
export const spoilt = [...texts, ...days, ...pictures, ...others, ...limits];
