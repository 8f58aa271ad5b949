import * as z from "zod";

const fields = [
  "id",
  "placedAt",
  "status",
  "currency",
  "total",
  "buyer",
  "name",
  "phone",
  "otherPhone",
  "address",
  "note",
  "title",
  "sku",
  "quantity",
  "price",
  "refunded",
] as const;
export type Field = (typeof fields)[number];

/** How one platform names its columns. Columns are found by name: their order changes from year to year. */
export interface Layout {
  readonly name: string;
  /** Name of the source that the orders get. */
  readonly source: string;
  /** `orders`: a row an order; `items`: a row an item, the order's columns repeated or left blank. */
  readonly rows: "orders" | "items";
  readonly columns: Readonly<Partial<Record<Field, readonly string[]>>>;
  /** Columns that tell this layout from the others, each under one of its names. */
  readonly marks: readonly (readonly string[])[];
  /** Rows that leave the number blank belong to the order above. */
  readonly continues: boolean;
}

const taobaoOrder = ["订单编号", "主订单编号"];

export const layouts: readonly Layout[] = [
  {
    name: "taobao",
    source: "taobao",
    rows: "orders",
    marks: [["订单编号"], ["收货人姓名"], ["买家会员名"], ["宝贝总数量"]],
    continues: false,
    columns: {
      id: taobaoOrder,
      placedAt: ["订单创建时间"],
      status: ["订单状态"],
      total: ["买家实际支付金额", "总金额"],
      buyer: ["买家会员名"],
      name: ["收货人姓名"],
      phone: ["联系手机"],
      otherPhone: ["联系电话"],
      address: ["收货地址"],
      note: ["买家留言"],
      title: ["宝贝标题"],
      quantity: ["宝贝总数量"],
      refunded: ["退款金额"],
    },
  },
  {
    name: "taobao-items",
    source: "taobao",
    rows: "items",
    marks: [["订单编号"], ["标题"], ["价格"], ["购买数量"]],
    continues: false,
    columns: {
      id: taobaoOrder,
      title: ["标题"],
      sku: ["商家编码", "外部系统编号"],
      quantity: ["购买数量"],
      price: ["价格"],
    },
  },
  {
    name: "jd",
    source: "jd",
    rows: "items",
    marks: [["订单号"], ["商品ID"], ["订购数量"], ["客户姓名"]],
    continues: false,
    columns: {
      id: ["订单号"],
      placedAt: ["下单时间"],
      status: ["订单状态"],
      total: ["应付金额", "结算金额", "订单金额"],
      buyer: ["下单帐号", "下单账号"],
      name: ["客户姓名"],
      phone: ["联系电话"],
      address: ["客户地址"],
      note: ["订单备注"],
      title: ["商品名称"],
      sku: ["货号", "商品ID"],
      quantity: ["订购数量"],
      price: ["京东价"],
    },
  },
  {
    name: "1688",
    source: "1688",
    rows: "items",
    marks: [["订单编号"], ["货品标题"], ["买家会员名"]],
    continues: true,
    columns: {
      id: ["订单编号"],
      placedAt: ["订单创建时间"],
      status: ["订单状态"],
      total: ["实付款(元)", "实付款（元）"],
      buyer: ["买家会员名", "买家公司名"],
      name: ["收货人姓名"],
      phone: ["联系手机"],
      otherPhone: ["联系电话"],
      address: ["收货地址"],
      note: ["买家留言"],
      title: ["货品标题"],
      sku: ["单品货号", "货号"],
      quantity: ["数量"],
      price: ["单价(元)", "单价（元）"],
    },
  },
];

const column = z.union([z.string(), z.array(z.string())]).transform((one) => [one].flat());

/** A column map for any other file, as a company writes it. */
export const columnMapSchema = z
  .strictObject({
    source: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/),
    rows: z.enum(["orders", "items"]).default("orders"),
    continues: z.boolean().default(false),
    columns: z.partialRecord(z.enum(fields), column),
  })
  .transform(
    (map): Layout => ({
      ...map,
      name: map.source,
      marks: Object.values(map.columns),
    }),
  );

/** The layout whose marks are all there; null when none fits. */
export function layoutOf(header: readonly string[], known: readonly Layout[]): Layout | null {
  return (
    known.find(({ marks }) => marks.every((names) => names.some((one) => header.includes(one)))) ??
    null
  );
}
