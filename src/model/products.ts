import * as z from "zod";
import type { Collection, EntryData, EntryProblem } from "./collection.ts";
import { choice, common, day, field, film, picture, slug } from "./field.ts";
import { commonRules, rightsRules } from "./rules.ts";

export const categories = {
  kitchen: "厨房",
  dining: "餐桌",
  bath: "卫浴",
  storage: "收纳",
  living: "起居",
};

export const productSchema = z.strictObject({
  title: field(z.string().min(1).max(60), {
    label: "产品名称",
    hint: "如实写名称和规格，不用“最”“第一”等绝对化用语。",
  }),
  slug,
  sku: field(z.string().regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/), {
    label: "货号",
    hint: "与仓库一致，全站不重复，例如 QH-CUP-01。",
    patternText: "只能用大写字母、数字和连字符",
  }),
  category: choice("类别", categories),
  price: field(z.int().min(1).max(100_000_000), {
    label: "价格（元）",
    hint: "含税零售价，最多两位小数。",
    widget: "price",
  }),
  unit: field(z.string().min(1).max(8), { label: "单位", hint: "例如：只、套、条。" }),
  specification: field(z.string().min(1).max(120), { label: "规格", hint: "尺寸、材质、容量等。" }),
  stock: choice("供货", { in_stock: "有货", sold_out: "售罄" }).default("in_stock"),
  summary: field(z.string().min(1).max(120), { label: "一句话介绍", widget: "text" }),
  cover: picture("products", "主图", "清楚的产品照片，横向 4:3 最合适。"),
  cover_alt: field(z.string().min(1).max(80), {
    label: "主图说明",
    hint: "看不见图片的人会听到这句话。",
  }),
  gallery: field(
    z.array(
      z.strictObject({
        image: picture("products", "图片"),
        alt: field(z.string().min(1).max(80), { label: "图片说明" }),
      }),
    ),
    { label: "更多图片", collapsed: true },
  ).optional(),
  video: film("products").optional(),
  evidence: field(z.string().regex(/^https:\/\/\S+$/), {
    label: "依据链接",
    hint: "检测报告、授权书等的网址，用来核对介绍是否属实。",
    patternText: "应为 https:// 开头的网址",
  }).optional(),
  verified_on: day("核对日期", "最后一次核对价格和规格的日期。"),
  ...common,
});

// Lists of products have addresses beside those of the products.
function addressRules({ slug: name }: EntryData): EntryProblem[] {
  const taken = typeof name === "string" && (name in categories || name === "page");
  return taken ? [{ field: "slug", message: "这个网址名已被产品类别使用，请换一个" }] : [];
}

export const products: Collection = {
  name: "products",
  label: "产品",
  singular: "产品",
  description: "网站上的产品资料，由产品部门领导签字后发布。",
  kind: "folder",
  folder: "content/products",
  schema: productSchema,
  body: true,
  summary: "{{title}}（{{sku}}）",
  rules: (data) => [...commonRules(data), ...rightsRules(data), ...addressRules(data)],
  path: (name) => `/products/${name}/`,
  unique: ["sku"],
};
