import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnMapSchema } from "../../../src/orders/intake/layouts.ts";
import { readFiles } from "../../../src/orders/intake/read.ts";
import { a1688, asBytes, jd, phone, taobaoItems, taobaoList } from "../exports.ts";

const id = "3171234567890123456";
const file = (text: string, encoding = "gb18030", name = "orders.csv") => ({
  name,
  bytes: asBytes(text, encoding),
});
const reasons = (text: string) =>
  readFiles([file(text)]).quarantined.map(
    ({ line, column, reason }) => `${line} ${column} ${reason}`,
  );

describe("an export of each platform becomes orders", () => {
  it.each(["gb18030", "utf8", "utf16le", "utf16be"])("Taobao's list in %s", (encoding) => {
    const { sightings, quarantined } = readFiles([
      file(taobaoList([{ id, note: "请包好，\n谢谢", address: "某路 1 号\n某楼" }]), encoding),
    ]);
    expect(quarantined).toEqual([]);
    expect(sightings).toEqual([
      {
        order: {
          source: "taobao",
          id,
          placedAt: "2026-11-24T09:00:00+08:00",
          currency: "CNY",
          total: "88.00",
          buyer: "示例买家",
          receiver: { name: "示例收货人", phone: phone(1), address: "某路 1 号\n某楼" },
          items: [{ title: "竹杯", sku: "", quantity: "2", price: "" }],
          note: "请包好，\n谢谢",
        },
        progress: "open",
        refunded: null,
      },
    ]);
  });

  it("Taobao's list and its items together", () => {
    const { sightings, quarantined } = readFiles([
      file(
        taobaoItems([
          [id, "竹杯 米色", "30.00", "1"],
          [id, "竹杯", "58.00", "1"],
        ]),
      ),
      file(taobaoList([{ id }])),
    ]);
    expect(quarantined).toEqual([]);
    expect(sightings[0]?.order.items).toEqual([
      { title: "竹杯", sku: "SKU-1", quantity: "1", price: "58.00" },
      { title: "竹杯 米色", sku: "SKU-1", quantity: "1", price: "30.00" },
    ]);
  });

  it("JD's, a row an item", () => {
    const { sightings } = readFiles([
      file(
        jd([
          ["88001", "1"],
          ["88001", "2"],
          ["88002", "1"],
        ]),
      ),
    ]);
    expect(sightings.map(({ order }) => [order.id, order.items.length, order.placedAt])).toEqual([
      ["88001", 2, "2026-11-24T09:05:00+08:00"],
      ["88002", 1, "2026-11-24T09:05:00+08:00"],
    ]);
  });

  it("1688's, whose later rows leave the order blank", () => {
    const { sightings, quarantined } = readFiles([file(a1688("99001", ["碗", "盘", "杯"]))]);
    expect(quarantined).toEqual([]);
    expect(sightings[0]?.order.items.map((one) => one.title).sort()).toEqual(["杯", "盘", "碗"]);
  });

  it("any other, by the company's own map of columns", () => {
    const map = columnMapSchema.parse({
      source: "weidian",
      columns: {
        id: "单号",
        total: ["实付", "金额"],
        name: "姓名",
        phone: "手机",
        address: "地址",
        title: "商品",
      },
    });
    const text = `单号\t金额\t姓名\t手机\t地址\t商品\n1001\t￥1,280.00\t示例\t${phone(3)}\t某路\t茶具\n`;
    const { sightings } = readFiles([file(text, "utf16le")], [map]);
    expect(sightings[0]?.order).toMatchObject({ source: "weidian", id: "1001", total: "1280.00" });
  });

  it.each([
    ["交易成功", "completed"],
    ["卖家已发货，等待买家确认", "shipped"],
    ["交易关闭", "cancelled"],
    ["等待买家付款", "open"],
  ])("with the platform's own word %s", (status, progress) => {
    expect(readFiles([file(taobaoList([{ id, status }]))]).sightings[0]?.progress).toBe(progress);
  });
});

describe("what lost something is put aside with its place and reason, never guessed", () => {
  it("an order number in scientific notation", () => {
    const text = taobaoList([{ id: "x" }]).replace('="x"', "3.17123E+18");
    expect(reasons(text)).toEqual([
      "2 订单编号 “3.17123E+18”是科学计数法，末尾的数字已经丢失。请重新导出，不要用表格软件打开后保存。",
    ]);
  });

  it("a number that a spreadsheet has rounded, unless the platform wrote it as text", () => {
    const rounded = "3171234567890120000";
    expect(reasons(taobaoList([{ id: rounded }]))).toEqual([]);
    const [first = ""] = reasons(taobaoList([{ id: rounded }]).replace(`="${rounded}"`, rounded));
    expect(first).toContain("2 订单编号 “3171234567890120000”第 15 位之后全是 0");
  });

  it("a telephone number in scientific notation", () => {
    const [first = ""] = reasons(taobaoList([{ id, phone: "1.39E+10" }]));
    expect(first).toContain("2 联系手机");
  });

  it("a row with too few or too many cells, as a torn file or a lost quote leaves it", () => {
    const [head, ...rows] = taobaoList([{ id }, { id: "5" }]).split("\r\n");
    const torn = [head, rows[0]?.split(",").slice(0, 9).join(","), rows[1], ""].join("\r\n");
    expect(reasons(torn)).toEqual(["2  这一行有 9 列，表头有 23 列，可能缺了引号或文件不完整。"]);
    expect(readFiles([file(torn)]).sightings.map(({ order }) => order.id)).toEqual(["5"]);
  });

  it("impossible days, amounts and counts", () => {
    expect(reasons(taobaoList([{ id, placed: "2026-02-30 09:00:00" }]))[0]).toContain("不是时间");
    expect(reasons(taobaoList([{ id, total: "面议" }]))[0]).toContain("不是金额");
    expect(reasons(taobaoList([{ id, total: "" }]))[0]).toContain("没有金额");
    const items = taobaoItems([[id, "竹杯", "58.00", "许多"]]);
    expect(readFiles([file(taobaoList([{ id }])), file(items)]).quarantined[0]?.reason).toContain(
      "不是数量",
    );
  });

  it("an order whose rows contradict each other, or whose other row is bad, whole", () => {
    const contradicted = readFiles([
      file(
        jd([
          ["1", "1"],
          ["1", "2", "另一位"],
        ]),
      ),
    ]);
    expect(contradicted.sightings).toEqual([]);
    expect(contradicted.quarantined.map((one) => one.line)).toEqual([2, 3]);
    const spoiled = readFiles([
      file(
        jd([
          ["1", "1"],
          ["1", "2"],
        ]).replace("H-2", "H-2,多"),
      ),
    ]);
    expect(spoiled.sightings.length + spoiled.quarantined.length).toBe(2);
  });

  it("items without their order", () => {
    const { quarantined } = readFiles([file(taobaoItems([[id, "竹杯", "1.00", "1"]]))]);
    expect(quarantined[0]?.reason).toContain("只有商品明细");
  });

  it("a file that nobody knows, that is empty, or that is torn within a character", () => {
    expect(reasons("a,b\n1,2\n")[0]).toContain("认不出是哪个平台");
    expect(reasons("")[0]).toContain("空的");
    const torn = asBytes(taobaoList([{ id }]), "gb18030").slice(0, 5);
    expect(readFiles([{ name: "torn.csv", bytes: torn }]).quarantined[0]?.reason).toContain(
      "编码无法识别",
    );
    expect(reasons(`${taobaoList([{ id }])}"`)[0]).toContain("表格无法读取");
  });
});

const runs = process.env.SOAK ? 20_000 : 400;
const seed = Number(process.env.SEED ?? 7);

describe("whatever a file holds", () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom('"', '="', "1E+9", ",", "\n", "订单编号", "'", "\uFEFF", "\0"),
  );

  it("reading it ends, with each row of it in an order or put aside", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: cell, name: cell, note: cell }), { maxLength: 8 }),
        (rows) => {
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const lines = rows.map(({ id: number, name, note }, at) =>
            taobaoList([{ id: "x", name: quoted(name), note, placed: "" }])
              .split("\r\n")
              .slice(1)
              .join("\r\n")
              .replace('="x"', quoted(`${number}${at}`)),
          );
          const { sightings, quarantined, files } = readFiles([
            file(taobaoList([]) + lines.join(""), "utf8"),
          ]);
          const places = new Set(quarantined.map((one) => one.line));
          expect(files[0]?.rows).toBe(rows.length);
          expect(sightings.length + places.size).toBe(rows.length);
        },
      ),
      { numRuns: runs, seed },
    );
  });

  it("random bytes and damaged files never crash it", () => {
    const whole = asBytes(taobaoList([{ id }, { id: "2" }, { id: "3" }]), "gb18030");
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 30 }), (at, noise) => {
        const bytes = new Uint8Array(whole);
        bytes.set(noise.subarray(0, whole.length - at), at);
        const { sightings, quarantined } = readFiles([{ name: "x.csv", bytes }]);
        expect(sightings.length + quarantined.length).toBeGreaterThan(0);
        readFiles([{ name: "y.csv", bytes: noise }]);
      }),
      { numRuns: runs, seed },
    );
  });
});
