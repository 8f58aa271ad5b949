import type * as z from "zod";

/** One problem of an entry that spans several fields. */
export interface EntryProblem {
  readonly field: string;
  /** Chinese. */
  readonly message: string;
}

export type EntryData = Readonly<Record<string, unknown>>;

/** A collection is defined here once; Astro's schema, JSON Schema, Decap's form and the guide derive from it. */
export interface Collection {
  readonly name: string;
  readonly label: string;
  /** What one entry is called: 新增… */
  readonly singular: string;
  readonly description: string;
  /** `folder`: editors add entries. `files`: a fixed set, each with a schema of its own. */
  readonly kind: "folder" | "files";
  /** Below the repository's root. */
  readonly folder: string;
  readonly schema: z.ZodObject;
  /** For `files`: which schema each file has, and its name on the desk. */
  readonly files?: Readonly<
    Record<string, { readonly label: string; readonly schema: z.ZodObject; readonly body: boolean }>
  >;
  /** Whether an entry has a text below its fields. */
  readonly body: boolean;
  /** Decap's line for an entry in lists. */
  readonly summary: string;
  readonly rules: (data: EntryData) => EntryProblem[];
  /** The address of the page that shows an entry; null where visitors never see any. */
  readonly path: (slug: string) => string | null;
  /** Fields that no two entries may share. */
  readonly unique: readonly string[];
}
