import { defineCollection } from "astro:content";
import type { z } from "astro/zod";
import type { Collection } from "../model/collection.ts";
import { news as newsModel } from "../model/news.ts";
import { pages as pagesModel } from "../model/pages.ts";
import { products as productsModel } from "../model/products.ts";
import { markdownFiles } from "./loader.ts";

// The model's own Zod is the schema; the rules between fields join it here.
function withRules(schema: z.ZodObject, rules: Collection["rules"]) {
  return schema.superRefine((data, context) => {
    for (const { field, message } of rules(data))
      context.addIssue({ code: "custom", path: [field], message });
  });
}

const fixed = pagesModel.files ?? {};
if (!fixed.home) throw new Error("the model has no home page");

export const collections = {
  products: defineCollection({
    loader: markdownFiles(productsModel.folder),
    schema: withRules(productsModel.schema, productsModel.rules),
  }),
  news: defineCollection({
    loader: markdownFiles(newsModel.folder),
    schema: withRules(newsModel.schema, newsModel.rules),
  }),
  pages: defineCollection({
    loader: markdownFiles(pagesModel.folder, "!(home).md"),
    schema: pagesModel.schema,
  }),
  home: defineCollection({
    loader: markdownFiles(pagesModel.folder, "home.md"),
    schema: fixed.home.schema,
  }),
};
