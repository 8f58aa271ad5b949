import { readFileSync } from "node:fs";
import type { Loader } from "astro/loaders";
import { glob } from "astro/loaders";
import type { z } from "astro/zod";
import { parseFrontMatter } from "../base/front-matter.ts";
import { publicData } from "../model/private.ts";

interface Entry<T> {
  readonly id: string;
  readonly data: T;
  readonly filePath?: string;
}

/**
 * Astro's loader of Markdown files, with front matter read as the checks read it: Astro's own reader
 * takes YAML 1.1, where an unquoted 2026-01-02 is no text. Private fields stay behind.
 */
export function markdownFiles(folder: string, schema: z.ZodObject, pattern: string): Loader {
  const generateId = ({ entry }: { entry: string }) => entry.replace(/\.md$/, "");
  const files = glob({ base: `./${folder}`, pattern, generateId });
  return {
    ...files,
    load: (context) =>
      files.load({
        ...context,
        parseData: <T extends Record<string, unknown>>(entry: Entry<T>) =>
          context.parseData({ ...entry, data: dataOf(entry, schema) }),
      }),
  };
}

// What stands in the file; the collection's schema says what it is.
function dataOf<T extends Record<string, unknown>>(entry: Entry<T>, schema: z.ZodObject): T {
  if (!entry.filePath) return entry.data;
  const { data } = parseFrontMatter(readFileSync(entry.filePath, "utf8"));
  return publicData(schema, data) as T;
}
