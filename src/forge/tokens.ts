import { createHash, randomBytes } from "node:crypto";
import type { AppRecord, RecordOf } from "./records.ts";
import type { Forge } from "./types.ts";

const hour = 3600 * 1000;

/** Tokens, codes and client secrets are kept as hashes only. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export function newSecret(prefix: string): string {
  return `${prefix}${randomBytes(27).toString("base64url")}`;
}

/** A user's token, as the OAuth flow hands it out. */
export function issueUserToken(forge: Forge, userId: number): string {
  const token = newSecret("gho_");
  const common = { appId: null, permissions: null, expiresAt: null };
  forge.store.token.insert({ hash: hashToken(token), userId, ...common });
  return token;
}

export interface InstallationToken {
  readonly token: string;
  readonly expiresAt: string;
}

/** An installation's token: for an hour, with these permissions and no others. */
export function issueInstallationToken(
  forge: Forge,
  app: AppRecord,
  permissions: AppRecord["permissions"],
): InstallationToken {
  const token = newSecret("ghs_");
  const now = forge.now();
  const expiresAt = new Date(Date.parse(now) + hour).toISOString().replace(/\.\d+Z$/, "Z");
  for (const old of forge.store.token.filter((one) => isOver(one, now)))
    forge.store.token.remove(old.id);
  forge.store.token.insert({
    hash: hashToken(token),
    userId: null,
    appId: app.id,
    permissions,
    expiresAt,
  });
  return { token, expiresAt };
}

export function findToken(forge: Forge, token: string): RecordOf<"token"> | undefined {
  const hash = hashToken(token);
  const found = forge.store.token.find((one) => one.hash === hash);
  return found && !isOver(found, forge.now()) ? found : undefined;
}

function isOver({ expiresAt }: RecordOf<"token">, now: string): boolean {
  return expiresAt !== null && expiresAt <= now;
}
