import { encode } from "iconv-lite";

/** Exports as the platforms write them, with made-up people. Numbers of telephones are put together here. */
export const phone = (last: number) => `139${String(last).padStart(8, "0")}`;

const taobaoHeader =
  "订单编号,买家会员名,买家支付宝账号,买家应付货款,总金额,买家实际支付金额,订单状态,买家留言,收货人姓名,收货地址 ,运送方式,联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,订单备注,宝贝总数量,店铺Id,店铺名称";

export interface Line {
  readonly id: string;
  readonly total?: string;
  readonly status?: string;
  readonly name?: string;
  readonly address?: string;
  readonly phone?: string;
  readonly placed?: string;
  readonly title?: string;
  readonly note?: string;
}

const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** A Taobao list: ids as `="…"`, telephones with a leading apostrophe. */
export function taobaoList(lines: readonly Line[]): string {
  const rows = lines.map((one) =>
    [
      `="${one.id}"`,
      "示例买家",
      "",
      "88.00",
      one.total ?? "88.00",
      one.total ?? "88.00",
      one.status ?? "买家已付款，等待卖家发货",
      quote(one.note ?? ""),
      one.name ?? "示例收货人",
      quote(one.address ?? "某省 某市 某区 示例路 1 号"),
      "快递",
      "",
      `'${one.phone ?? phone(1)}`,
      one.placed ?? "2026-11-24 09:00:00",
      "2026-11-24 09:01:00",
      quote(one.title ?? "竹杯"),
      "1",
      "",
      "",
      "",
      "2",
      "0",
      "示例店",
    ].join(","),
  );
  return `${[taobaoHeader, ...rows].join("\r\n")}\r\n`;
}

export function taobaoItems(rows: readonly (readonly [string, string, string, string])[]): string {
  const lines = rows.map(
    ([id, title, price, count]) => `="${id}",${quote(title)},${price},${count},,颜色:白,,,,SKU-1`,
  );
  return [
    "订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码",
    ...lines,
    "",
  ].join("\n");
}

const jdHeader =
  "订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,订单类型,下单帐号,客户姓名,客户地址,联系电话,订单备注,发票类型,货号";

export function jd(rows: readonly (readonly [id: string, sku: string, name?: string])[]): string {
  const lines = rows.map(
    ([id, sku, name]) =>
      `${id},${sku},陶碗,1,在线支付,2026/11/24 9:05:00,30.00,60.00,60.00,0.00,60.00,等待出库,,buyer,${name ?? "示例客户"},某市 1 号,1******6198,,,H-${sku}`,
  );
  return [jdHeader, ...lines, ""].join("\n");
}

const header1688 =
  "订单编号,买家公司名,买家会员名,卖家公司名,卖家会员名,货品总价(元),运费(元),涨价或折扣(元),实付款(元),订单状态,订单创建时间,订单付款时间,发货方,收货人姓名,收货地址,邮编,联系电话,联系手机,货品标题,单价(元),数量,单位,货号";

/** The first row of an order carries everything; the rows after it only their item. */
export function a1688(id: string, titles: readonly string[]): string {
  const [first = "", ...rest] = titles;
  return [
    header1688,
    `${id},示例公司,buyer,我方,seller,100.00,0.00,0.00,100.00,等待卖家发货,2026-11-24 09:10:00,,,示例联系人,某市 2 号,000000,,${phone(2)},${first},50.00,1,个,A1`,
    ...rest.map((title) => `${",".repeat(18)}${title},50.00,1,个,A2`),
    "",
  ].join("\n");
}

export const asBytes = (text: string, encoding: string): Uint8Array =>
  encode(text, encoding, { addBOM: encoding.startsWith("utf16") });
