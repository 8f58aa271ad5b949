import { serve } from "@hono/node-server";
import type { Hono } from "hono";

/** A real server on this machine; `port` 0 lets the system choose. */
export function listen(app: Hono): Promise<{ readonly origin: string; close(): Promise<void> }> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      resolve({
        origin: `http://127.0.0.1:${port}`,
        close: () => new Promise((closed) => server.close(() => closed())),
      }),
    );
  });
}

/** Tries as often as usual, without the waiting. */
export const impatient = { tries: 5, firstWait: 1, timeout: 2_000 };
