import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { csrf } from "hono/csrf";
import { secureHeaders } from "hono/secure-headers";
import * as z from "zod";
import type { OrderState } from "../../orders/state.ts";
import { weekOf } from "../../orders/week.ts";
import type { Counter } from "../counter.ts";
import { deedEvent, isDeed, needsNote } from "../deeds.ts";
import type { View } from "../view.ts";
import { filterNames, isFilter, matching } from "./filter.ts";
import { page } from "./page.ts";
import { boardText as text } from "./text.ts";

const asset = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
const clerkCookie = "countersign_clerk";
const year = 365 * 24 * 3600;

const deedForm = z.object({
  once: z.string().min(8).max(64),
  note: z.string().trim().max(500).default(""),
});
const clerkForm = z.object({ clerk: z.string().trim().min(1).max(20) });

/** The order board below `/orders/`. It asks for no password: whoever serves it binds 127.0.0.1 only. */
export function boardApp(counter: Counter, view: View): Hono {
  const app = new Hono();
  app.use("/orders/*", csrf());
  app.use(
    "/orders/*",
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: "same-origin",
    }),
  );
  app.use("/orders/*", async (c, next) => {
    await next();
    // Names and addresses stay out of the browser's own store.
    c.header("Cache-Control", "no-store");
  });
  app.get("/orders/board.css", (c) =>
    c.body(asset("board.css"), 200, { "Content-Type": "text/css" }),
  );
  app.get("/orders/board.js", (c) =>
    c.body(asset("client.js"), 200, { "Content-Type": "text/javascript" }),
  );
  app.get("/orders/", async (c) => {
    const { q = "", filter = "open" } = c.req.query();
    await view.catchUp();
    const now = counter.clock.now();
    const chosen = isFilter(filter) ? filter : "open";
    const found = q.trim() === "" ? null : await counter.find(q);
    const orders = found ?? matching(view.orders(), chosen, now);
    const counts = new Map(
      filterNames.map((name) => [name, matching(view.orders(), name, now).length]),
    );
    const clerk = getCookie(c, clerkCookie) ?? "";
    const week = weekOf(view.orders(), now);
    return c.html(page({ orders, question: q, chosen, counts, clerk, now, week }));
  });
  app.post("/orders/clerk", async (c) => {
    const form = clerkForm.safeParse(await c.req.parseBody());
    if (!form.success) return c.text(text.needClerk, 400);
    setCookie(c, clerkCookie, form.data.clerk, {
      path: "/orders",
      httpOnly: true,
      sameSite: "Strict",
      maxAge: year,
    });
    return c.redirect(backFrom(c.req.query("back")), 303);
  });
  app.post("/orders/:subject/:deed", async (c) => {
    const { subject, deed } = c.req.param();
    const clerk = getCookie(c, clerkCookie);
    if (!clerk) return c.text(text.needClerk, 400);
    const form = deedForm.safeParse(await c.req.parseBody());
    const state: OrderState | null = await counter.stateOf(subject);
    if (!form.success || !isDeed(deed) || !state) return c.text(text.unknownOrder, 404);
    const { once, note } = form.data;
    if (needsNote.has(deed) && note === "") return c.text(text.needNote, 400);
    const event = deedEvent(deed, { channel: "phone", note });
    await counter.write([{ subject, actor: clerk, name: `board ${once}`, event }]);
    return c.redirect(backFrom(c.req.query("back")), 303);
  });
  return app;
}

// Only the board's own questions, never another address.
function backFrom(back = ""): string {
  const query = new URLSearchParams(back);
  const kept = new URLSearchParams();
  for (const name of ["q", "filter"]) {
    const value = query.get(name);
    if (value) kept.set(name, value);
  }
  return `/orders/${kept.size > 0 ? `?${kept}` : ""}`;
}
