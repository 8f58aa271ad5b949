import type { People } from "../../../src/approval/people.ts";
import { entryOf, schemaOf } from "../../../src/model/paths.ts";
import { type Detail, type Reader, textOf } from "../api/read.ts";
import type { ChangedFile } from "../api/shapes.ts";
import { policyOf, policyPath } from "../company.ts";
import { readDocument } from "./document.ts";
import { type FieldChange, fieldChanges } from "./fields.ts";
import { type Passage, passages } from "./passages.ts";
import { policyChanges } from "./policy.ts";

/** What one changed file means, in words. */
export interface FileChange {
  readonly path: string;
  readonly status: string;
  /** The collection's word and the entry's own name. */
  readonly kind: string;
  readonly name: string;
  readonly fields: readonly FieldChange[];
  readonly body: readonly Passage[];
  /** The new version is there and cannot be read. */
  readonly unreadable: boolean;
}

interface Versions {
  readonly before: string | null;
  readonly after: string | null;
}

/** Every changed entry, and the policy, in words; files that only code readers understand are not there. */
export async function changesIn(
  reader: Pick<Reader, "blob" | "text" | "mergeBase">,
  { files, pull }: Pick<Detail, "files" | "pull">,
  people: People,
): Promise<FileChange[]> {
  const told = files.filter((file) => isTold(file.filename));
  if (told.length === 0) return [];
  const base = await reader.mergeBase(pull.head.sha);
  const found = await Promise.all(
    told.map(async (file) => changeOf(file, await versionsOf(reader, file, base), people)),
  );
  return found.filter((one) => one !== null);
}

function isTold(path: string): boolean {
  return path === policyPath || entryOf(path) !== null;
}

async function versionsOf(
  reader: Pick<Reader, "blob" | "text">,
  file: ChangedFile,
  base: string,
): Promise<Versions> {
  const [before, after] = await Promise.all([
    file.status === "added" ? null : reader.text(file.previous_filename ?? file.filename, base),
    file.status === "removed" || !file.sha ? null : reader.blob(file.sha),
  ]);
  return { before, after: after === null ? null : textOf(after) };
}

/** Null for an entry that has no schema. */
export function changeOf(
  { filename, status }: Pick<ChangedFile, "filename" | "status">,
  { before, after }: Versions,
  people: People,
): FileChange | null {
  if (filename === policyPath) {
    const change = policyChanges(policyOf(before ?? ""), policyOf(after ?? ""), people);
    return { path: policyPath, status, ...change, body: [], unreadable: false };
  }
  const place = entryOf(filename);
  const schema = place && schemaOf(place);
  if (!place || !schema) return null;
  const [from, to] = [readDocument(before), readDocument(after)];
  const title = to?.data.title ?? from?.data.title;
  return {
    path: filename,
    status,
    kind: place.collection.singular,
    name:
      place.collection.files?.[place.slug]?.label ??
      (typeof title === "string" ? title : place.slug),
    fields: after !== null && to === null ? [] : fieldChanges(schema, from, to),
    body: after !== null && to === null ? [] : passages(from?.body ?? "", to?.body ?? ""),
    unreadable: after !== null && to === null,
  };
}
