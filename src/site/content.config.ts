import { defineCollection } from "astro:content";
import type { z } from "astro/zod";
import type { EntryData, EntryProblem } from "../model/collection.ts";
import { collections as models } from "../model/paths.ts";
import { markdownFiles } from "./loader.ts";

type Rules = (data: EntryData) => EntryProblem[];

// The model's own Zod is the schema; the rules between fields join it here.
function withRules(schema: z.ZodObject, rules: Rules) {
  return schema.superRefine((data, context) => {
    for (const { field, message } of rules(data))
      context.addIssue({ code: "custom", path: [field], message });
  });
}

function collectionOf(folder: string, schema: z.ZodObject, rules: Rules, pattern = "*.md") {
  const loader = markdownFiles(folder, schema, pattern);
  return defineCollection({ loader, schema: withRules(schema, rules) });
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
