import * as z from "zod";
import type { Settings } from "../shared/settings.ts";
import { text } from "../text.ts";

const repository = z.object({ permissions: z.object({ push: z.boolean() }).optional() });

/** Why this token does not do for the desk, in Chinese; null when it does. */
export async function problemWith(settings: Settings, token: string): Promise<string | null> {
  const { api, owner, repo } = settings;
  // A character that no token has would make the browser refuse the header.
  if (!/^[\w-]+$/.test(token)) return text.token.malformed;
  const get = (path: string) =>
    fetch(`${api}${path}`, { headers: { authorization: `token ${token}` }, cache: "no-store" });
  try {
    const { status, ok } = await get("/user");
    if (!ok) return status === 401 ? text.token.unknown : text.token.later(status);
    const answer = await get(`/repos/${owner}/${repo}`);
    const found = answer.ok ? repository.parse(await answer.json()) : null;
    return found?.permissions?.push ? null : text.token.noAccess(`${owner}/${repo}`);
  } catch {
    return text.guard.offline;
  }
}
