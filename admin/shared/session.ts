import * as z from "zod";
import type { Settings } from "./settings.ts";

const key = "decap-cms-user";
const record = z.looseObject({
  token: z.string(),
  login: z.string().optional(),
  name: z.string().nullish(),
});

/** Decap's own record of who is signed in: both desks read and write it. */
export type Session = z.infer<typeof record>;

export function readSession(): Session | null {
  try {
    return record.safeParse(JSON.parse(localStorage.getItem(key) ?? "null")).data ?? null;
  } catch {
    return null;
  }
}

export function writeSession(session: Session | null): void {
  if (session) localStorage.setItem(key, JSON.stringify({ backendName: "github", ...session }));
  else localStorage.removeItem(key);
}

const success = "authorization:github:success:";
const failure = "authorization:github:error:";
const answer = z.object({ token: z.string() });
const trouble = z.object({ message: z.string() });

/**
 * Signs in by a popup, the OAuth relay's or the token page, with Decap's handshake. Resolves with the token; rejects
 * with a Chinese message, also when the popup is closed.
 */
export function signIn(
  { relay, auth }: Pick<Settings, "relay" | "auth">,
  words: { blocked: string; cancelled: string },
): Promise<string> {
  const popup = open(
    `${relay}/${auth}?provider=github&scope=repo`,
    "countersign-sign-in",
    "width=480,height=720",
  );
  if (!popup) return Promise.reject(new Error(words.blocked));
  return new Promise((resolve, reject) => {
    const watch = setInterval(() => {
      if (popup.closed) done(() => reject(new Error(words.cancelled)));
    }, 400);
    const done = (end: () => void) => {
      clearInterval(watch);
      removeEventListener("message", hear);
      popup.close();
      end();
    };
    const hear = (event: MessageEvent<unknown>) => {
      if (event.origin !== relay || typeof event.data !== "string") return;
      const { data } = event;
      if (data === "authorizing:github") popup.postMessage(data, relay);
      if (data.startsWith(success))
        done(() => resolve(answer.parse(JSON.parse(data.slice(success.length))).token));
      if (data.startsWith(failure))
        done(() =>
          reject(new Error(trouble.parse(JSON.parse(data.slice(failure.length))).message)),
        );
    };
    addEventListener("message", hear);
  });
}
