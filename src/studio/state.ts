import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { emptyState } from "./claim.ts";

/** Everything the studio keeps, all of it below one folder. */
export interface StudioState {
  readonly dir: string;
  readonly repository: string;
  readonly forge: string;
  readonly mirror: string;
  readonly checkouts: string;
  readonly sites: string;
  readonly previews: string;
  readonly cache: string;
  readonly orders: string;
  readonly secrets: Secrets;
}

const secretsSchema = z.strictObject({
  appKey: z.string(),
  appWebhookSecret: z.string(),
  publishSecret: z.string(),
  oauthClientId: z.string(),
  oauthClientSecret: z.string(),
});
type Secrets = z.infer<typeof secretsSchema>;

/**
 * Opens the folder `dir`, making it (and fresh secrets) when it is not there. `reset` throws away
 * what an earlier start left.
 */
export function openState(dir: string, reset: boolean): StudioState {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (reset) emptyState(dir);
  return {
    dir,
    repository: join(dir, "repository.git"),
    forge: join(dir, "forge"),
    mirror: join(dir, "mirror.git"),
    checkouts: join(dir, "checkouts"),
    sites: join(dir, "sites"),
    previews: join(dir, "previews"),
    cache: join(dir, "cache"),
    orders: join(dir, "orders"),
    secrets: openSecrets(join(dir, "secrets.json")),
  };
}

function openSecrets(path: string): Secrets {
  if (existsSync(path)) return secretsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const secrets = newSecrets();
  writeFileSync(path, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

function newSecrets(): Secrets {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    appKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    appWebhookSecret: randomBytes(24).toString("hex"),
    publishSecret: randomBytes(24).toString("hex"),
    oauthClientId: `studio-${randomBytes(8).toString("hex")}`,
    oauthClientSecret: randomBytes(24).toString("hex"),
  };
}
