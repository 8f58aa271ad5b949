import { listen } from "./server.ts";

interface Message {
  readonly url: URL;
  readonly body: unknown;
}

/** A group chat on loopback that takes what a robot says, and answers as told. */
export async function openChat() {
  const server = await listen();
  const heard: Message[] = [];
  let answers: Response[] = [];
  server.serve(async (request) => {
    heard.push({ url: new URL(request.url), body: await request.json() });
    return answers.shift() ?? Response.json({ errcode: 0, errmsg: "ok" });
  });
  return {
    url: `${server.origin}/robot?key=a-key-that-nobody-may-see`,
    heard,
    /** What the next messages are answered. */
    answer(...next: readonly Response[]) {
      answers = [...next];
    },
    /** Every text that was said, since the last time one asked. */
    texts: () => heard.splice(0).map(({ body }) => textIn(body)),
    close: server.close,
  };
}

export type Chat = Awaited<ReturnType<typeof openChat>>;

function textIn(body: unknown): string {
  if (typeof body !== "object" || body === null || !("text" in body)) return "";
  const { text } = body;
  return typeof text === "object" && text !== null && "content" in text ? String(text.content) : "";
}
