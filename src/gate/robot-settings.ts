import * as z from "zod";
import type { GateSettings } from "./open.ts";

const robotKind = z.enum(["wecom", "dingtalk"]);
const settings = z.object({
  COUNTERSIGN_ROBOT: robotKind,
  COUNTERSIGN_ROBOT_URL: z.url({ protocol: /^https?$/ }),
  COUNTERSIGN_ROBOT_SECRET: z.string().min(1).optional(),
});

/**
 * The chat that hears whose turn it is (COUNTERSIGN_ROBOT: wecom or dingtalk, COUNTERSIGN_ROBOT_URL,
 * for DingTalk COUNTERSIGN_ROBOT_SECRET); null where none is named. `broken` names what is not right,
 * without its value: an address is a secret.
 */
export function robotSettings(
  env: Readonly<Record<string, string | undefined>>,
  desk: string,
): { readonly robot: NonNullable<GateSettings["robot"]> | null; readonly broken: string[] } {
  if (!env.COUNTERSIGN_ROBOT && !env.COUNTERSIGN_ROBOT_URL) return { robot: null, broken: [] };
  // A workflow hands over what is not set as an empty text.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const { data, error } = settings.safeParse(given);
  if (!data) return { robot: null, broken: error.issues.map((one) => one.path.join(".")) };
  const { COUNTERSIGN_ROBOT: kind, COUNTERSIGN_ROBOT_URL: url } = data;
  const secret = data.COUNTERSIGN_ROBOT_SECRET ?? null;
  return { robot: { robot: { kind, url, secret }, desk }, broken: [] };
}
