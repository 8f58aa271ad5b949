import type { TemplateResult } from "lit-html";
import type { Settings } from "../shared/settings.ts";
import type { Actor } from "./api/act.ts";
import type { Reader } from "./api/read.ts";
import type { Company } from "./company.ts";
import type { Overviews } from "./overviews.ts";
import type { Seen } from "./seen.ts";

/** What every page of the desk works with. */
export interface Desk {
  readonly settings: Settings;
  readonly reader: Reader;
  readonly actor: Actor;
  readonly overviews: Overviews;
  readonly seen: Seen;
  /** Who is signed in; a page is shown to nobody else. */
  login(): string;
  company(): Company;
  now(): number;
  draw(): void;
  /** Said by a screen reader at once. */
  say(said: string): void;
  /** Another page, by its address. */
  go(search: string): void;
  /** Shows what could not be done. */
  fail(error: unknown): void;
}

export interface Page {
  view(): TemplateResult;
  refresh(): Promise<void>;
  /** Milliseconds until it wants to be refreshed again; null: not by itself. */
  every(): number | null;
  leave(): void;
}
