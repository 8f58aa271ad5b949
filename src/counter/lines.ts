import { formatBeijing } from "../base/time.ts";
import { type Clock, clocksOf } from "../orders/clocks.ts";
import { isClosed, type OrderState } from "../orders/state.ts";
import { clockText, progressText } from "../orders/text.ts";
import { text } from "./text.ts";

/** Where an order stands, in a word. */
export function stageOf(state: OrderState): string {
  if (state.cancelled || state.progress === "cancelled") return progressText.cancelled;
  if (state.completed || state.progress === "completed") return progressText.completed;
  if (isClosed(state)) return progressText.shipped;
  if (state.submitted) return text.stage.submitted;
  if (state.confirmed) return text.stage.confirmed;
  return state.contacted ? text.stage.contacted : progressText.open;
}

/** The clock that runs out next; null when none runs. */
export function nextClock(state: OrderState, now: number): Clock | null {
  const running = clocksOf(state, now).filter(({ verdict }) =>
    ["running", "warning", "overdue"].includes(verdict),
  );
  return running.toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0))[0] ?? null;
}

/** One line for a terminal. Who bought and where to is not printed: a terminal is read by others, too. */
export function lineOf(state: OrderState, now: number): string {
  const { source, id, total, currency } = state.order;
  const next = nextClock(state, now);
  const due = next?.due == null ? "" : text.dueIn(clockText[next.clock], next.due - now);
  const drift = state.differences.length > 0 ? text.driftMark : "";
  const seen = formatBeijing(state.detectedAt);
  return [seen, source, id, `${total} ${currency}`, stageOf(state), due, drift]
    .filter(Boolean)
    .join("  ");
}
