import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { boardApp } from "../../src/counter/board/app.ts";
import { takeIn } from "../../src/counter/take-in.ts";
import { createView } from "../../src/counter/view.ts";
import { minutes, order } from "../orders/acts.ts";
import { type Desk, openDesk, sighting } from "./desk.ts";

let desk: Desk;
let board: ReturnType<typeof boardApp>;
beforeEach(async () => {
  desk = await openDesk();
  board = boardApp(desk.counter, createView(desk.counter));
  await take(sighting("a"), sighting("b"));
});
afterEach(() => desk.close());

const take = (...seen: Parameters<typeof takeIn>[1]) =>
  takeIn(desk.counter, seen, { via: "live", actor: "shop" });
const origin = "http://127.0.0.1:4322";
const cookie = `countersign_clerk=${encodeURIComponent("小王")}`;
const read = async (path = "/orders/") => {
  const answer = await board.request(`${origin}${path}`, { headers: { Cookie: cookie } });
  return answer.text();
};
const subject = (id: string) => desk.counter.subjectOf("shop", id);
const press = (id: string, deed: string, fields: Record<string, string> = {}, headers = {}) =>
  board.request(`${origin}/orders/${subject(id)}/${deed}?back=filter%3Ddue`, {
    method: "POST",
    headers: { Cookie: cookie, Origin: origin, ...headers },
    body: new URLSearchParams({ once: `${id}-${deed}-once`, ...fields }),
  });

describe("the board", () => {
  it("shows each open order with its clocks and the buttons that are next", async () => {
    const page = await read();
    expect(page).toContain("2 个订单");
    expect(page).toContain("联系还剩");
    expect(page).toContain(order.receiver.address);
    expect(page.match(/已联系上/g)).toHaveLength(2);
    expect(page).not.toContain("已移交</button>");
  });

  it("records one press under the clerk's name and goes back to where it was pressed", async () => {
    const answer = await press("a", "contacted");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/orders/?filter=due"]);
    await press("a", "confirmed");
    await press("a", "remark", { note: "周末送" });
    expect(await desk.counter.stateOf(subject("a"))).toMatchObject({
      contacted: { by: "小王" },
      confirmed: { by: "小王" },
      remarks: [{ note: "周末送", by: "小王" }],
    });
    expect(await read()).toContain("联系按时");
    expect(await read()).toContain("已移交</button>");
  });

  it("records a form that is sent twice once", async () => {
    await Promise.all([press("a", "remark", { note: "x" }), press("a", "remark", { note: "x" })]);
    expect((await desk.counter.stateOf(subject("a")))?.remarks).toHaveLength(1);
  });

  it("takes nothing without a name, without a note where one is needed, or for no order", async () => {
    expect((await press("a", "contacted", {}, { Cookie: "" })).status).toBe(400);
    expect((await press("a", "remark", { note: "  " })).status).toBe(400);
    expect((await press("none", "contacted")).status).toBe(404);
    expect((await press("a", "dance")).status).toBe(404);
    expect((await desk.counter.stateOf(subject("a")))?.contacted).toBeNull();
  });

  it("takes nothing from a page elsewhere, and sends nobody elsewhere", async () => {
    expect((await press("a", "contacted", {}, { Origin: "https://evil.example" })).status).toBe(
      403,
    );
    const clerk = await board.request(
      `${origin}/orders/clerk?back=${encodeURIComponent("q=a&x=//evil.example")}`,
      {
        method: "POST",
        headers: { Origin: origin },
        body: new URLSearchParams({ clerk: "小李" }),
      },
    );
    expect(clerk.headers.get("location")).toBe("/orders/?q=a");
    expect(clerk.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Strict/);
  });

  it("says what is overdue, and by how much of the week it was in time", async () => {
    await press("a", "contacted");
    desk.pass(minutes(11));
    const page = await read("/orders/?filter=due");
    expect(page).toContain("<title>(2) 订单台</title>");
    expect(page).toContain("确认已超时");
    expect(page).toMatch(/联系（10 分钟）<\/th><td>50%<\/td><td>1 \/ 2/);
    expect(page).toContain("超时 3 次");
  });

  it("finds an order by telephone, however it is written, and filters", async () => {
    const { phone } = order.receiver;
    expect(await read(`/orders/?q=${phone.slice(0, 3)}-${phone.slice(3)}`)).toContain("2 个订单");
    expect(await read("/orders/?q=999")).toContain("没有找到“999”");
    expect(await read("/orders/?filter=ready")).toContain("0 个订单");
    await press("b", "confirmed");
    expect(await read("/orders/?filter=ready")).toContain("1 个订单");
    expect(await read("/orders/?filter=done")).toContain("0 个订单");
  });

  it("shows a drift beside what was recorded", async () => {
    await take(sighting("a", { total: "1.00" }));
    const page = await read("/orders/?filter=drift");
    expect(page).toContain("金额：存证“88.00”，现在“1.00”");
    expect(page).toContain("88.00 CNY");
  });

  it("writes what buyers wrote as text, and runs only its own script", async () => {
    await take(sighting("c", { note: "<script>alert(1)</script>" }));
    const answer = await board.request(`${origin}/orders/`);
    expect(await answer.text()).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(answer.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});
