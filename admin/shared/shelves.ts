import * as z from "zod";
import type { Collection } from "../../src/model/collection.ts";

/** What the start page knows of a collection; the model itself stays out of its script. */
const shelf = z.object({
  name: z.string(),
  label: z.string(),
  singular: z.string(),
  folder: z.string(),
  /** The names of a fixed set of entries; null where editors add entries. */
  files: z.record(z.string(), z.string()).nullable(),
});
export type Shelf = z.infer<typeof shelf>;

export function shelvesOf(collections: readonly Collection[]): Shelf[] {
  return collections.map(({ name, label, singular, folder, files }) => ({
    name,
    label,
    singular,
    folder,
    files: files
      ? Object.fromEntries(Object.entries(files).map(([file, { label: said }]) => [file, said]))
      : null,
  }));
}

/** The shelves that were written into the page. */
export function readShelves(): Shelf[] {
  return z.array(shelf).parse(JSON.parse(document.getElementById("shelves")?.textContent ?? "[]"));
}
