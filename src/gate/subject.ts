import type { SnapshotInput } from "../approval/snapshot.ts";
import { type EntryPlace, entryOf } from "../model/paths.ts";
import { text } from "./text.ts";

type File = NonNullable<SnapshotInput["files"]>[number];

/**
 * What a change is about, in words: `新增产品：棉麻桌布`. Null when it touches no entry: then its
 * title has to say it.
 */
export function subjectOf(files: readonly File[]): string | null {
  const entries = files.flatMap((file) => {
    const place = entryOf(file.path);
    return place ? [{ file, place }] : [];
  });
  const [first] = entries;
  if (!first) return null;
  const subject = text.subject(verbOf(first.file), first.place.collection.singular, nameOf(first));
  return entries.length > 1 ? text.andMore(subject, entries.length) : subject;
}

function verbOf({ status, flags }: File): string {
  if (status === "added") return text.verb.added;
  if (status === "removed") return text.verb.removed;
  return flags?.includes("withdraws") ? text.verb.withdrawn : text.verb.modified;
}

function nameOf({ file, place }: { readonly file: File; readonly place: EntryPlace }): string {
  const fixed = place.collection.files?.[place.slug]?.label;
  const { head, base } = file.front_matter ?? {};
  const title = head?.title ?? base?.title;
  return fixed ?? (typeof title === "string" && title !== "" ? oneLine(title) : place.slug);
}

// It goes into the merge commit's message, where a line of its own could pass for a signature.
function oneLine(title: string): string {
  return title.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}
