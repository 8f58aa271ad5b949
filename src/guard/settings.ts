import * as z from "zod";

/** `.github/github.yml`: what a company chooses about its repository on GitHub. */
const settingsSchema = z.strictObject({
  app: z.strictObject({ id: z.int().min(0), slug: z.string().min(1) }),
});

export type GuardSettings = z.infer<typeof settingsSchema>;

/** Throws for another form; the message names the place. */
export function parseSettings(input: unknown): GuardSettings {
  return settingsSchema.parse(input);
}
