import { serve } from "@hono/node-server";
import { Hono } from "hono";

export interface BoardServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves the board on 127.0.0.1 and to no other host name: a page elsewhere must not get in. */
export function serveBoard(board: Hono, port: number): Promise<BoardServer> {
  return new Promise((resolve, reject) => {
    const app = new Hono();
    const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, (bound) => {
      const origin = `http://127.0.0.1:${bound.port}`;
      app.use(async (c, next) => {
        const { host } = new URL(origin);
        if (c.req.header("host") !== host)
          return c.text("this server answers to its own address only", 421);
        return next();
      });
      app.get("/", (c) => c.redirect("/orders/"));
      app.route("/", board);
      resolve({ origin, close: () => new Promise((closed) => server.close(() => closed())) });
    });
    server.once("error", reject);
  });
}
