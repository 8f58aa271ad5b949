import { createHmac } from "node:crypto";
import * as z from "zod";

/** A group chat's own robot: https://developer.work.weixin.qq.com/document/path/91770 or
 * https://open.dingtalk.com/document/orgapp/custom-robot-access */
export interface Robot {
  readonly kind: "wecom" | "dingtalk";
  /** The whole webhook address. Whoever knows it can speak in the chat: it is a secret. */
  readonly url: string;
  /** DingTalk's signing secret (加签); null where the robot has none. */
  readonly secret: string | null;
}

const answer = z.object({ errcode: z.number(), errmsg: z.string().optional() });
const patience = 10_000;

/**
 * Has the robot say a text. Throws when it is not reached or refuses; the error never holds the
 * address or the secret.
 */
export async function speak(robot: Robot, text: string, now: number): Promise<void> {
  const response = await fetch(addressOf(robot, now), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ msgtype: "text", text: { content: text } }),
    signal: AbortSignal.timeout(patience),
    redirect: "error",
  }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.name : "unknown";
    throw new Error(`Cannot reach the ${robot.kind} robot: ${reason}`);
  });
  // Both answer 200 to what they refuse, and say so in the body.
  const said = answer.safeParse(await response.json().catch(() => null));
  if (response.ok && said.data?.errcode === 0) return;
  const code = said.data ? `code ${said.data.errcode}` : `status ${response.status}`;
  throw new Error(`Cannot speak through the ${robot.kind} robot: it answered ${code}`);
}

function addressOf({ url, secret }: Robot, now: number): string {
  if (secret === null) return url;
  const sign = createHmac("sha256", secret).update(`${now}\n${secret}`).digest("base64");
  const address = new URL(url);
  address.searchParams.set("timestamp", String(now));
  address.searchParams.set("sign", sign);
  return address.href;
}
