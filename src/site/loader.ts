import { readFileSync } from "node:fs";
import type { Loader } from "astro/loaders";
import { glob } from "astro/loaders";
import { parseFrontMatter } from "../base/front-matter.ts";

/**
 * Astro's loader of Markdown files, with front matter read as the checks read it: Astro's own reader
 * takes YAML 1.1, where an unquoted 2026-01-02 is no text.
 */
export function markdownFiles(folder: string, pattern = "*.md"): Loader {
  const generateId = ({ entry }: { entry: string }) => entry.replace(/\.md$/, "");
  const files = glob({ base: `./${folder}`, pattern, generateId });
  return {
    ...files,
    load: (context) =>
      files.load({
        ...context,
        parseData: <T extends Record<string, unknown>>(entry: Entry<T>) =>
          context.parseData({ ...entry, data: dataOf(entry) }),
      }),
  };
}

interface Entry<T> {
  readonly id: string;
  readonly data: T;
  readonly filePath?: string;
}

// What stands in the file; the collection's schema says what it is.
function dataOf<T extends Record<string, unknown>>({ data, filePath }: Entry<T>): T {
  return filePath ? (parseFrontMatter(readFileSync(filePath, "utf8")).data as T) : data;
}
