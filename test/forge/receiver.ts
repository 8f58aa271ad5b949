import { createServer } from "node:http";
import { text } from "node:stream/consumers";

export interface Delivered {
  readonly event: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly raw: string;
  readonly payload: Record<string, unknown>;
}

export interface Receiver {
  readonly url: string;
  readonly deliveries: Delivered[];
  /** What it answers from now on. */
  answer(status: number): void;
  /** The deliveries of one event, once there are so many of them. */
  wait(event: string, count?: number): Promise<Delivered[]>;
  close(): Promise<void>;
}

/** Somebody who listens for webhooks: a real server on loopback. */
export async function startReceiver(path = "/hook"): Promise<Receiver> {
  const deliveries: Delivered[] = [];
  let status = 202;
  const server = createServer(async (request, response) => {
    const raw = await text(request);
    const event = String(request.headers["x-github-event"]);
    deliveries.push({ event, headers: request.headers, raw, payload: JSON.parse(raw) });
    response.writeHead(status, { "x-receiver": "yes" }).end("angekommen");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const of = (event: string) => deliveries.filter((one) => one.event === event);
  return {
    url: `http://127.0.0.1:${port}${path}`,
    deliveries,
    answer(next) {
      status = next;
    },
    async wait(event, count = 1) {
      for (let tries = 0; tries < 500 && of(event).length < count; tries++)
        await new Promise((resolve) => setTimeout(resolve, 10));
      return of(event);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
