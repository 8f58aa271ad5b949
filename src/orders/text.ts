/** Every word the orders' room says to a person. */

export const intakeText = {
  emptyFile: "文件是空的，连表头都没有。请重新导出。",
  unreadable: (why: string) =>
    `表格无法读取（${why}）。请不要用表格软件另存，直接使用平台导出的文件。`,
  undecodable: "文件的编码无法识别，或文件不完整。请重新导出。",
  unknownLayout:
    "认不出是哪个平台的表格：表头不是淘宝/天猫、京东或 1688 的订单导出。请用 --map 提供列对照。",
  columnCount: (expected: number, found: number) =>
    `这一行有 ${found} 列，表头有 ${expected} 列，可能缺了引号或文件不完整。`,
  scientific: (value: string) =>
    `“${value}”是科学计数法，末尾的数字已经丢失。请重新导出，不要用表格软件打开后保存。`,
  rounded: (value: string) =>
    `“${value}”第 15 位之后全是 0，像是被表格软件舍入过。请重新导出原文件核对。`,
  noNumber: "没有订单号。",
  noTotal: "没有金额。",
  money: (value: string) => `“${value}”不是金额。`,
  count: (value: string) => `“${value}”不是数量。`,
  moment: (value: string) => `“${value}”不是时间，应为 2026-11-24 09:30:00 这样。`,
  siblingSpoiled: "同一订单的另一行有问题，整个订单先不导入。",
  noHead: "只有商品明细，没有对应的订单列表。请把订单列表和商品明细一起导入。",
  contradiction: "同一个订单号的几行内容互相矛盾（金额、收货人或时间不同）。",
};

export const clockText = {
  contact: "联系",
  confirm: "确认",
  submit: "移交",
  refresh: "刷新",
  backup: "备份",
} as const;

export const progressText = {
  open: "待处理",
  shipped: "已发货",
  completed: "已完成",
  cancelled: "已取消",
} as const;

const fieldNames: Readonly<Record<string, string>> = {
  placedAt: "下单时间",
  currency: "币种",
  total: "金额",
  buyer: "买家",
  note: "买家留言",
  "receiver.name": "收货人",
  "receiver.phone": "电话",
  "receiver.address": "收货地址",
  title: "名称",
  sku: "货号",
  quantity: "数量",
  price: "单价",
};

/** What a field of an order is called: `items.2.price` is 第 2 件商品的单价. */
export function fieldText(field: string): string {
  const item = /^items\.(\d+)\.(\w+)$/.exec(field);
  if (!item) return fieldNames[field] ?? field;
  const [, at = "", name = ""] = item;
  return `第 ${at} 件商品的${fieldNames[name] ?? name}`;
}

export const exportText = {
  columns: [
    "来源",
    "订单号",
    "下单时间",
    "确认时间",
    "确认人",
    "收货人",
    "电话",
    "收货地址",
    "金额",
    "币种",
    "买家留言",
    "备注",
    "商品",
    "货号",
    "数量",
    "单价",
  ],
  sheet: "待发货订单",
};
