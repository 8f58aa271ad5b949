import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { RunningGate } from "./open.ts";

// Each open pull request costs six requests of the five thousand that GitHub grants an hour.
const sweepEvery = 10 * 60_000;

export interface GateServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens for GitHub's deliveries on every path and sweeps every ten minutes, for what time alone changes
 * and for deliveries that were lost. Rejects when the port is taken.
 */
export async function serveGate(gate: RunningGate, port: number): Promise<GateServer> {
  const server = createServer(getRequestListener(gate.handle));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, resolve);
  });
  const address = server.address();
  await gate.sweep();
  const timer = setInterval(() => void gate.sweep(), sweepEvery);
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    async close() {
      clearInterval(timer);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await gate.close();
    },
  };
}
