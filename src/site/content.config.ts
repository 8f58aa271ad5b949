import { defineCollection } from "astro:content";
import type { z } from "astro/zod";
import type { Collection } from "../model/collection.ts";
import { entrySchema } from "../model/entry.ts";
import { collections as models } from "../model/paths.ts";
import { markdownFiles } from "./loader.ts";

type Rules = Collection["rules"];

function collectionOf(folder: string, schema: z.ZodObject, rules: Rules, pattern = "*.md") {
  const loader = markdownFiles(folder, schema, pattern);
  return defineCollection({ loader, schema: entrySchema(schema, rules) });
}

// What no visitor ever sees is not even read.
const shown = models.filter((one) => one.path("x") !== null);

export const collections = Object.fromEntries(
  shown.flatMap((one) => {
    const { folder, rules } = one;
    if (!one.files) return [[one.name, collectionOf(folder, one.schema, rules)] as const];
    return Object.entries(one.files).map(
      ([name, file]) => [name, collectionOf(folder, file.schema, rules, `${name}.md`)] as const,
    );
  }),
);
