import { collections, entryOf } from "../../../src/model/paths.ts";
import { text } from "../../text.ts";

const words = text.review.places;

/** A line of the gate's with the paths of files as people call them: `content/pages/home.md` is 首页版面. */
export function inWords(line: string): string {
  const named = line.replace(
    /(?:content|\.github|docs|src|admin)\/[^\s，、。；：（）“”]+/g,
    placeOf,
  );
  // Several files may have one name for people.
  return named.replace(/([^、（）]+)(?:、\1)+(?=[、）])/g, "$1");
}

function placeOf(path: string): string {
  const entry = entryOf(path);
  if (entry) {
    const fixed = entry.collection.files?.[entry.slug]?.label;
    return fixed ?? words.entry(entry.collection.singular, entry.slug);
  }
  const [, shelf] = /^content\/media\/([^/]+)\//.exec(path) ?? [];
  if (shelf) return words.file(collections.find(({ name }) => name === shelf)?.label ?? shelf);
  if (path.startsWith(".github/") || path === "docs/approval-table.md") return words.policy;
  return words.code;
}
