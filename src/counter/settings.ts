import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import zhCN from "zod/v4/locales/zh-CN.js";
import type { Source } from "../adapters/http/source.ts";
import { stripeSource } from "../adapters/http/stripe.ts";
import { wooSource } from "../adapters/http/woocommerce.ts";
import { UsageError } from "./commands/command.ts";
import { text } from "./text.ts";

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/);

const sourceSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("woocommerce"),
    name,
    url: z.url({ protocol: /^https?$/ }),
    key: z.string().min(1),
    secret: z.string().min(1),
  }),
  z.strictObject({
    kind: z.literal("stripe"),
    name,
    url: z.url().optional(),
    key: z.string().min(1),
  }),
]);

const targetSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("folder"), path: z.string().min(1) }),
  z.strictObject({
    kind: z.literal("s3"),
    endpoint: z.url(),
    bucket: z.string().min(1),
    region: z.string().default("auto"),
    prefix: z.string().default(""),
    path_style: z.boolean().default(false),
    access_key: z.string().min(1),
    secret_key: z.string().min(1),
    /** Days for which nobody may delete what was written, where the bucket has Object Lock. */
    lock_days: z.int().min(1).optional(),
  }),
]);
export type TargetSettings = z.infer<typeof targetSchema>;

export const settingsFile = "settings.yml";

/** `settings.yml` beside the log: it may hold keys, and so lies outside git. */
const settingsSchema = z.strictObject({
  sources: z.array(sourceSchema).default([]),
  refresh_seconds: z.int().min(10).max(600).default(60),
  /** Where checkpoints are published: folders, or `git:PATH#BRANCH`. */
  publish: z.array(z.string()).default([]),
  backup: z
    .strictObject({
      /** Public keys of those who can read a backup: the company and a custodian at least. */
      recipients: z.array(z.string().startsWith("age1")).min(2),
      targets: z.array(targetSchema).min(1),
      /** The website's repository, backed up with the orders. */
      repository: z.string().optional(),
      keep_days: z
        .int()
        .min(8)
        .default(3 * 366),
    })
    .optional(),
  retention_days: z
    .int()
    .min(3 * 366)
    .default(3 * 366),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Throws a UsageError with every problem of the file; without a file everything is as usual. */
export function readSettings(dir: string): Settings {
  const path = join(dir, settingsFile);
  return existsSync(path) ? readYaml(path, settingsSchema) : settingsSchema.parse({});
}

/**
 * A file with one entry of `targets`: where a machine that has nothing yet finds the backups. Throws
 * a UsageError when there is none, or another thing.
 */
export function readTarget(path: string): TargetSettings {
  return readYaml(path, targetSchema);
}

function readYaml<T>(path: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(sourceAt(path) ?? {}, { error: zhCN().localeError });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((one) => `${one.path.join(".")} ${one.message}`.trim());
  throw new UsageError(text.badSettings(path, problems.join("；")));
}

function sourceAt(path: string): unknown {
  try {
    return parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(
      text.unreadable(path, error instanceof Error ? error.message : `${error}`),
    );
  }
}

export function sourcesOf({ sources }: Settings, now: () => number): Source[] {
  return sources.map((one) =>
    one.kind === "stripe" ? stripeSource(one) : wooSource({ ...one, now }),
  );
}
