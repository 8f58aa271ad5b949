import * as z from "zod";
import { deploySettings } from "./deploy-settings.ts";

const name = z.string().min(1);

/** `.github/github.yml`: what a company chooses about its repository on GitHub. */
const settingsSchema = z.strictObject({
  /** The number is 0 until the App is there. */
  app: z.strictObject({ id: z.int().min(0), slug: name }),
  site: z.url({ protocol: /^https?$/ }).nullable(),
  /** Origin of the OAuth relay; null where each person signs in with a token of their own. */
  sign_in: z
    .url({ protocol: /^https?$/ })
    .refine((url) => URL.canParse(url) && new URL(url).origin === url)
    .nullable(),
  deploy: deploySettings,
  actions_checks: z.array(name),
  dismiss_stale_reviews: z.boolean(),
  restrict_dismissals: z.boolean(),
  environments: z.array(name),
});

export type GuardSettings = z.infer<typeof settingsSchema>;

/** Throws for another form; the message names the place. */
export function parseSettings(input: unknown): GuardSettings {
  return settingsSchema.parse(input);
}
