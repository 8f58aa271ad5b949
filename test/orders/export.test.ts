import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { toXlsx } from "../../src/adapters/xlsx/write.ts";
import { exportTable, toCsv } from "../../src/orders/export.ts";
import { arrival, confirmed, event, noon, order, stateAfter } from "./acts.ts";

const state = stateAfter(arrival(noon), event(noon, confirmed));
const risky = {
  ...state,
  order: {
    ...order,
    id: "3171234567890123456",
    note: '=HYPERLINK("https://evil.example")',
    receiver: { ...order.receiver, name: "+1", address: '@SUM(A1), "二楼"\n门口' },
  },
};

describe("the table for operations", () => {
  it("has a row an item under Chinese heads", () => {
    const [head, row] = exportTable([state]);
    expect(head?.slice(0, 3)).toEqual(["来源", "订单号", "下单时间"]);
    expect(row).toHaveLength(head?.length ?? 0);
    expect(row).toContain("竹杯");
  });

  it("as CSV begins with a byte order mark and runs nothing", () => {
    const csv = toCsv(exportTable([risky]));
    expect(csv.startsWith("\uFEFF")).toBe(true);
    const cells = parse(csv, { bom: true }).flat();
    expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
    expect(cells).toContain(`'=HYPERLINK("https://evil.example")`);
    expect(cells).toContain(`'@SUM(A1), "二楼"\n门口`);
  });

  it("as a workbook keeps every digit and runs nothing", async () => {
    const rows = await readSheet(await toXlsx(exportTable([risky]), "订单"));
    expect(rows[1]?.[1]).toBe("3171234567890123456");
    expect(rows[1]).toContain('=HYPERLINK("https://evil.example")');
  });
});
