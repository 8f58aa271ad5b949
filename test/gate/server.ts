import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";

type Fetch = (request: Request) => Promise<Response>;

/** A server on loopback whose answers are set once its address is known. */
export async function listen() {
  const ready = Promise.withResolvers<Fetch>();
  const server = createServer(
    getRequestListener(async (request) => (await ready.promise)(request)),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    serve: ready.resolve,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
