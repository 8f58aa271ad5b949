import type { Finding } from "../base/finding.ts";
import { applyAllowances, applyComments } from "./allowances.ts";
import type { Document } from "./document.ts";
import { type Entry, readEntry } from "./entry.ts";
import { type ContentFile, checkFiles } from "./files.ts";
import { checkLinks } from "./links.ts";
import { checkMarkup } from "./markup.ts";
import { checkPrivacy } from "./privacy.ts";
import { checkSchema } from "./schema.ts";
import { checkSecrets } from "./secrets.ts";
import { placeOf, type Rules } from "./settings.ts";
import { checkWording } from "./wording.ts";

/** Some state of the content: its Markdown files, and all its files. */
export interface Content {
  readonly documents: readonly Document[];
  readonly files: readonly ContentFile[];
}

/** What one file says by itself; these run wherever its text is at hand, also while it is typed. */
const textChecks = {
  wording: (document: Document, { words, settings }: Rules) =>
    checkWording(document, words, placeOf(settings, document.path)),
  secrets: checkSecrets,
  privacy: checkPrivacy,
  markup: checkMarkup,
};

/** What files are to each other and to the model. */
const contentChecks = {
  schema: (entries: readonly Entry[], _content: Content, changed: Changed) =>
    checkSchema(entries, changed),
  links: (entries: readonly Entry[], { files }: Content) =>
    checkLinks(entries, new Set(files.map((file) => file.path))),
  files: (_entries: readonly Entry[], { files }: Content) => checkFiles(files),
};

/** The checks of text and names by name; those of media come with what was probed. */
export const checkNames = [...Object.keys(textChecks), ...Object.keys(contentChecks), "media"];

export type Only = ReadonlySet<string> | null;

/** What the text of one file has to say for itself, comments that lift something applied. */
export function checkDocument(document: Document, rules: Rules, only: Only = null): Finding[] {
  const found = Object.entries(textChecks).flatMap(([name, check]) =>
    only && !only.has(name) ? [] : check(document, rules),
  );
  return only && !only.has("wording") ? found : applyComments(document, found);
}

export interface Scope {
  /** Which checks; null for all. */
  readonly only?: Only;
  /** The files whose own text is looked at; null for all. */
  readonly changed?: Changed;
}

type Changed = ReadonlySet<string> | null;

/**
 * Every finding about a state of the content but those about media, in the order of files and places.
 * Of two documents that clash, the one that stands later in the list is told.
 * `today` is a day such as 2026-03-02.
 */
export function checkContent(
  content: Content,
  rules: Rules,
  today: string,
  { only = null, changed = null }: Scope = {},
): Finding[] {
  const read = content.documents.map(readEntry);
  const entries = read.flatMap((one) => ("entry" in one ? [one.entry] : []));
  const unread = read.flatMap((one) => ("finding" in one ? [one.finding] : []));
  const found = [
    ...unread.filter((one) => !only || only.has(one.rule)),
    ...Object.entries(contentChecks).flatMap(([name, check]) =>
      only && !only.has(name) ? [] : check(entries, content, changed),
    ),
    ...content.documents
      .filter(({ path }) => !changed || changed.has(path))
      .flatMap((document) => checkDocument(document, rules, only)),
  ];
  // What was not looked at may well need its allowance.
  const isWhole = !only && !changed;
  return inOrder(applyAllowances(distinct(found), rules.allowances, today, isWhole));
}

// A file in a wrong place is one fault, whoever notices it.
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Map(
    findings.map((one) => [
      JSON.stringify([one.rule, one.path, one.line, one.column, one.message]),
      one,
    ]),
  );
  return [...seen.values()];
}

export function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}
