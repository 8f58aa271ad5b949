import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { text } from "./text.ts";

export interface Listener {
  readonly port: number;
  readonly origin: string;
  /** From now on `fetch` answers; before, every request waits for it. */
  serve(fetch: (request: Request) => Response | Promise<Response>): void;
  close(): Promise<void>;
}

/** Raised when no port of the range is free; the message is for the person who started the studio. */
export class NoPortError extends Error {}

const tries = 20;

/**
 * Binds 127.0.0.1 (never another address: signing in needs no password here) on `wanted` or the
 * next free port; `busy` hears of each port that was taken. Port 0 lets the system choose.
 */
export async function listen(wanted: number, busy: (port: number) => void): Promise<Listener> {
  for (let port = wanted; port < wanted + tries; port++) {
    const listener = await bind(port);
    if (listener) return listener;
    busy(port);
  }
  throw new NoPortError(text.portsBusy(wanted, wanted + tries - 1));
}

async function bind(port: number): Promise<Listener | null> {
  const ready = Promise.withResolvers<(request: Request) => Response | Promise<Response>>();
  const server = createServer(
    getRequestListener(async (request) => (await ready.promise)(request)),
  );
  if (!(await opened(server, port))) return null;
  const bound = portOf(server);
  return {
    port: bound,
    origin: `http://127.0.0.1:${bound}`,
    serve: ready.resolve,
    close: () => closed(server),
  };
}

function opened(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      if ("code" in error && error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    });
    server.listen(port, "127.0.0.1", () => resolve(true));
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
