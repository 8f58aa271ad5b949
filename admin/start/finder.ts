import type { Shelf } from "../shared/shelves.ts";
import type { Titles } from "../shared/titles.ts";

/** An entry in the finder's list. */
export interface Row {
  readonly collection: string;
  readonly label: string;
  readonly slug: string;
  readonly title: string;
  /** The item number or the date. */
  readonly mark: string;
  readonly isNew: boolean;
}

export interface TreeFile {
  readonly path: string;
  readonly sha: string;
}

/** The entries among a repository's files, in the order of the shelves. */
export function rowsOf(
  shelves: readonly Shelf[],
  files: readonly TreeFile[],
  titles: Titles,
): Row[] {
  return shelves.flatMap((shelf) =>
    files.flatMap(({ path, sha }) => {
      const slug = slugIn(shelf, path);
      if (slug === null) return [];
      const { title = "", mark = "" } = titles[sha] ?? {};
      const said = shelf.files?.[slug] ?? title;
      const { name: collection, label } = shelf;
      return [{ collection, label, slug, title: said || slug, mark, isNew: false }];
    }),
  );
}

/** The files whose titles must be read first. */
export function untitled(
  shelves: readonly Shelf[],
  files: readonly TreeFile[],
  titles: Titles,
): string[] {
  const folders = shelves.filter((one) => !one.files);
  return files
    .filter(({ path, sha }) => !titles[sha] && folders.some((one) => slugIn(one, path) !== null))
    .map(({ sha }) => sha);
}

function slugIn({ folder, files }: Shelf, path: string): string | null {
  if (!path.startsWith(`${folder}/`) || !path.endsWith(".md")) return null;
  const slug = path.slice(folder.length + 1, -".md".length);
  return slug.includes("/") || (files && !Object.hasOwn(files, slug)) ? null : slug;
}

/** The rows that hold every word of the query; full width, case and spaces make no difference. */
export function search(rows: readonly Row[], query: string, collection: string): Row[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (collection && row.collection !== collection) return false;
    const text = plain(`${row.title} ${row.slug} ${row.mark} ${row.label}`);
    return words.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
