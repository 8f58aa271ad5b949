import type { Progress } from "../order.ts";

// Called off before done: "交易关闭" and "退款成功后关闭" both say so.
const words: readonly (readonly [RegExp, Progress])[] = [
  [/关闭|取消|锁定退款完成|cancelled|refunded/i, "cancelled"],
  [/交易成功|已完成|完成$|completed/i, "completed"],
  [/卖家已发货|已发货|等待(买家)?(确认)?收货|等待确认收货|等待买家确认|shipped/i, "shipped"],
];

/** How far an order is, by the platform's own words; unknown words mean it is still open. */
export function progressOf(status: string): Progress {
  return words.find(([pattern]) => pattern.test(status))?.[1] ?? "open";
}
