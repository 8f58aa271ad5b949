import type { Context, Hono } from "hono";
import type { GitRepo } from "./git/repo.ts";
import type { Feature } from "./plan.ts";
import type { Store } from "./store.ts";

/** Who is asking. An App acts through an installation token and appears as `<slug>[bot]`. */
export type Actor =
  | { readonly kind: "anonymous" }
  | {
      readonly kind: "user";
      readonly userId: number;
      readonly permission: "read" | "write" | "admin";
    }
  | {
      readonly kind: "app";
      /** The App's bot account. */
      readonly userId: number;
      readonly appId: number;
      readonly permissions: Readonly<Record<string, "read" | "write" | "admin">>;
    }
  /** An App that proved itself with its key; it may only ask for installation tokens. */
  | { readonly kind: "key"; readonly appId: number };

/** A requested move of one ref. A null `before` creates it, a null `after` deletes it. */
export interface RefUpdate {
  /** Full name, such as `refs/heads/main`. */
  readonly ref: string;
  readonly before: string | null;
  readonly after: string | null;
}

export type Payload = Readonly<Record<string, unknown>>;

/** The one repository that the forge serves, and everything its routes need. */
export interface Forge {
  /** `http://127.0.0.1:4321`, without a trailing slash. */
  readonly origin: string;
  /** `${origin}/api/v3` */
  readonly api: string;
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  /** What the plan of the account does not hold. */
  readonly withheld: readonly Feature[];
  readonly git: GitRepo;
  readonly store: Store;
  /** ISO 8601 in UTC, without fractions of a second. */
  readonly now: () => string;
  /** What every webhook payload has: the repository and its organisation. */
  readonly common: () => Payload;
  /**
   * Sends an event to every hook and App that asked for it; never throws, never waits. A payload
   * that is still being put together keeps its place in the line.
   */
  readonly emit: (
    event: string,
    action: string | null,
    payload: Payload | Promise<Payload>,
  ) => void;
}

export interface ForgeEnv {
  Variables: { actor: Actor };
}
export type ForgeApp = Hono<ForgeEnv>;
export type ForgeContext = Context<ForgeEnv>;

/**
 * Adds routes of the repository; their paths start behind `/repos/{owner}/{repo}`. Sign-in and the
 * right to read are checked before; whatever else the actor needs, the route asks of `access.ts`.
 */
export type Routes = (app: ForgeApp, forge: Forge) => void;
