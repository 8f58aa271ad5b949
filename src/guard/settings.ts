import * as z from "zod";
import zhCN from "zod/v4/locales/zh-CN.js";
import { isOrigin } from "../base/address.ts";
import { deploySettings } from "./deploy-settings.ts";
import { text } from "./text.ts";

const name = z.string().min(1);

/** `.github/github.yml`: what a company chooses about its repository on GitHub. */
const settingsSchema = z.strictObject({
  /** The number is 0 until the App is there. */
  app: z.strictObject({ id: z.int().min(0), slug: name }),
  site: z.url({ protocol: /^https?$/ }).nullable(),
  /** Origin of the OAuth relay; null where each person signs in with a token of their own. */
  sign_in: z
    .string()
    .refine(isOrigin, { error: ({ input }) => text.notRelay(String(input)) })
    .nullable(),
  deploy: deploySettings,
  actions_checks: z.array(name),
  dismiss_stale_reviews: z.boolean(),
  restrict_dismissals: z.boolean(),
  environments: z.array(name),
});

export type GuardSettings = z.infer<typeof settingsSchema>;

/** The company's settings have another form; the message is for the person who wrote them. */
export class SettingsError extends Error {}

/** Throws a SettingsError that names each wrong place and what may stand there. */
export function parseSettings(input: unknown): GuardSettings {
  const parsed = settingsSchema.safeParse(input, { error: zhCN().localeError });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((one) => `${one.path.join(".")}：${one.message}`);
  throw new SettingsError(text.badSettings(problems));
}
