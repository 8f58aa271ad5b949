import { html, render } from "lit-html";
import * as z from "zod";
import { text } from "../text.ts";
import { readSession, signIn, writeSession } from "./session.ts";
import type { Settings } from "./settings.ts";

const account = z.object({
  login: z.string(),
  name: z.string().nullish(),
  bio: z.string().nullish(),
});
export type Account = z.infer<typeof account>;

/** Who the stored sign-in belongs to; null when there is none or it is no longer good. */
export async function whoAmI(settings: Settings): Promise<Account | null> {
  const session = readSession();
  if (!session) return null;
  const response = await fetch(`${settings.api}/user`, {
    headers: { authorization: `token ${session.token}` },
  });
  if (!response.ok) return null;
  return account.parse(await response.json());
}

/** Asks who one is, keeps the answer where both desks find it. */
export async function changeAccount(settings: Settings): Promise<Account> {
  const token = await signIn(settings, text.signIn);
  writeSession({ token });
  const now = await whoAmI(settings);
  if (!now) throw new Error(text.signIn.refused);
  writeSession({ token, login: now.login, name: now.name ?? now.login });
  return now;
}

export interface BarState {
  readonly account: Account | null;
  readonly here: "editor" | "review";
  readonly message: string;
  /** How many changes wait for this person's signature, where that is known. */
  readonly waiting?: number;
}

/** The bar that always says who one is and lets one change it. */
export function renderBar(settings: Settings, state: BarState, onChange: () => void): void {
  const place = document.getElementById("identity");
  if (!place) return;
  const { account: who, here, message, waiting = 0 } = state;
  const { base } = settings;
  const link = (name: BarState["here"] | "site", href: string, label: unknown) =>
    html`<a href=${href} aria-current=${name === here ? "page" : "false"}>${label}</a>`;
  const review =
    waiting > 0
      ? html`${text.bar.review} <span class="badge" aria-label=${text.bar.waiting(waiting)}>${waiting}</span>`
      : text.bar.review;
  render(
    html`<nav aria-label=${text.bar.navigation}>
        ${link("editor", `${base}/admin/`, text.bar.editor)} ${link("review", `${base}/admin/review/`, review)}
        ${link("site", `${base}/`, text.bar.site)}
      </nav>
      <span class="who" role="status">${message || (who ? text.bar.who(who.name ?? who.login, who.bio ?? "") : text.bar.nobody)}</span>
      <button type="button" @click=${onChange}>${who ? text.bar.change : text.bar.signIn}</button>`,
    place,
  );
}
