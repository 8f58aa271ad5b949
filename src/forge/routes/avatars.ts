import { notFound } from "../errors.ts";
import { wholeParam } from "../find.ts";
import type { UserRecord } from "../records.ts";
import type { Forge, ForgeApp } from "../types.ts";

/** The pictures that `avatar_url` names: a letter on a colour of one's own. */
export function avatarRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/avatars/:id", (c) => {
    const user = forge.store.user.get(wholeParam(c, "id"));
    if (!user) throw notFound();
    c.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    return c.body(picture(user), 200, { "Content-Type": "image/svg+xml; charset=utf-8" });
  });
}

const golden = 137.508;

function picture({ id, name, login }: UserRecord): string {
  const [first = "?"] = name || login;
  const letter = first.replace(/[<>&"']/g, "?").toUpperCase();
  const hue = Math.round((id * golden) % 360);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40">
<rect width="40" height="40" fill="hsl(${hue} 38% 36%)"/>
<text x="20" y="27" font-size="19" font-family="system-ui, sans-serif" text-anchor="middle" fill="#fff">${letter}</text>
</svg>`;
}
