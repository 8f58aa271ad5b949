import { folderTarget, type Target } from "../../adapters/files/target.ts";
import { s3Target } from "../../adapters/s3/target.ts";
import type { TargetSettings } from "../settings.ts";

export function targetOf(settings: TargetSettings, now: () => number): Target {
  if (settings.kind === "folder") return folderTarget(settings.path);
  return s3Target({
    endpoint: settings.endpoint,
    bucket: settings.bucket,
    region: settings.region,
    prefix: settings.prefix,
    pathStyle: settings.path_style,
    accessKey: settings.access_key,
    secretKey: settings.secret_key,
    lockDays: settings.lock_days,
    now,
  });
}
