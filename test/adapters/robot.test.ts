import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { speak } from "../../src/adapters/robot.ts";
import { type Chat, openChat } from "../gate/chat.ts";

let chat: Chat;
beforeAll(async () => {
  chat = await openChat();
});
afterAll(() => chat.close());

const now = 1_772_442_000_000;
const wecom = () => ({ kind: "wecom", url: chat.url, secret: null }) as const;

describe("a robot of a group chat", () => {
  it("says a text in WeCom's form, at its own address", async () => {
    await speak(wecom(), "轮到沃特签字", now);
    const [message] = chat.heard.splice(0);
    expect(message?.body).toEqual({ msgtype: "text", text: { content: "轮到沃特签字" } });
    expect(message?.url.search).toBe("?key=a-key-that-nobody-may-see");
  });

  it("signs for DingTalk with the time and the secret", async () => {
    await speak({ kind: "dingtalk", url: chat.url, secret: "SEC-placeholder" }, "签字", now);
    const [message] = chat.heard.splice(0);
    const query = message?.url.searchParams;
    const sign = createHmac("sha256", "SEC-placeholder")
      .update(`${now}\nSEC-placeholder`)
      .digest("base64");
    expect(query?.get("timestamp")).toBe(String(now));
    expect(query?.get("sign")).toBe(sign);
    expect(query?.get("key")).toBe("a-key-that-nobody-may-see");
    expect(message?.body).toEqual({ msgtype: "text", text: { content: "签字" } });
  });

  it("takes a refusal for one, though it comes with 200", async () => {
    chat.answer(Response.json({ errcode: 45009, errmsg: "api freq out of limit" }));
    await expect(speak(wecom(), "签字", now)).rejects.toThrow("code 45009");
    chat.answer(new Response("no", { status: 502 }));
    await expect(speak(wecom(), "签字", now)).rejects.toThrow("status 502");
  });

  it("never says its address, whatever goes wrong", async () => {
    const nowhere = { ...wecom(), url: "http://127.0.0.1:1/robot?key=a-key-that-nobody-may-see" };
    chat.answer(new Response("", { status: 302, headers: { location: "/elsewhere?key=1" } }));
    for (const robot of [nowhere, wecom()])
      await expect(speak(robot, "签字", now)).rejects.toThrow(/^(?!.*key)Cannot reach/);
  });
});
