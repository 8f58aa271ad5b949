import * as z from "zod";
import zhCN from "zod/v4/locales/zh-CN.js";
import { isOrigin } from "../base/address.ts";
import { text } from "./text.ts";

const origin = z
  .string()
  .refine(isOrigin, { error: ({ input }) => text.notAnOrigin(String(input)) });

const schema = z.object({
  COUNTERSIGN_RELAY: origin,
  COUNTERSIGN_RELAY_SITES: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter((one) => one !== ""))
    .pipe(z.array(origin).min(1)),
  COUNTERSIGN_OAUTH_ID: z.string().min(1),
  COUNTERSIGN_OAUTH_SECRET: z.string().min(1),
  COUNTERSIGN_OAUTH_SCOPE: z.enum(["repo", "public_repo"]).default("repo"),
  COUNTERSIGN_API: z.url().default("https://api.github.com"),
});

export interface RelaySettings {
  /** Where the relay itself is reached. */
  readonly origin: string;
  /** Origins whose desk may be given a token. */
  readonly sites: readonly string[];
  readonly clientId: string;
  readonly clientSecret: string;
  /** `public_repo` is enough where the repository is public. */
  readonly scope: "repo" | "public_repo";
  /** Root of GitHub's REST. */
  readonly api: string;
}

/** Reads the relay's variables; throws an Error that names those which are missing or wrong. */
export function relaySettings(env: unknown): RelaySettings {
  const read = schema.safeParse(env, { error: zhCN().localeError });
  if (!read.success) throw new Error(text.badSettings(problemsOf(read.error)));
  const { data } = read;
  return {
    origin: data.COUNTERSIGN_RELAY,
    sites: data.COUNTERSIGN_RELAY_SITES,
    clientId: data.COUNTERSIGN_OAUTH_ID,
    clientSecret: data.COUNTERSIGN_OAUTH_SECRET,
    scope: data.COUNTERSIGN_OAUTH_SCOPE,
    api: data.COUNTERSIGN_API,
  };
}

function problemsOf({ issues }: z.ZodError): string[] {
  return issues.map(({ path: [name], message }) => `${String(name)}：${message}`);
}
