import { parseTime } from "../base/time.ts";
import type { Difference, EventOf, Limits, OrderEvent } from "./event.ts";
import type { Order, Progress } from "./order.ts";

export const orderClocks = ["contact", "confirm", "submit"] as const;
export type OrderClock = (typeof orderClocks)[number];

/** What a clerk did, when it was recorded, and whether the clerk dated it back. */
export interface Deed {
  /** Recording time in milliseconds: what counts. */
  readonly at: number;
  readonly by: string;
  readonly note: string;
  /** The time that was stated, where it lies more than a minute before the recording. */
  readonly stated: number | null;
}

/** Where an order stands, computed from its events and from nothing else. */
export interface OrderState {
  readonly subject: string;
  /** What the order said when it was recorded: the legal fact. */
  readonly order: Order;
  /** What the source said last; differs from `order` after a drift. */
  readonly seen: Order;
  /** How far it was when it arrived. */
  readonly progress: Progress;
  readonly via: "live" | "import";
  readonly arrivedAt: number | null;
  readonly detectedAt: number;
  readonly limits: Limits;
  readonly attempts: readonly Deed[];
  readonly contacted: Deed | null;
  readonly reached: boolean;
  readonly confirmed: Deed | null;
  readonly submitted: Deed | null;
  readonly shipped: Deed | null;
  readonly completed: Deed | null;
  readonly cancelled: Deed | null;
  readonly remarks: readonly Deed[];
  readonly refunds: readonly string[];
  readonly differences: readonly Difference[];
  readonly drifts: number;
  readonly breached: readonly string[];
  readonly warned: readonly string[];
}

type Received = EventOf<"order.received">;

/** An order's state from its events, oldest first; null when the first is not its arrival. */
export function stateOf(subject: string, events: readonly OrderEvent[]): OrderState | null {
  const [first, ...rest] = events;
  if (first?.type !== "order.received") return null;
  return rest.reduce(applyEvent, begin(subject, first));
}

export function begin(subject: string, { data }: Received): OrderState {
  return {
    subject,
    order: data.order,
    seen: data.order,
    progress: data.progress,
    via: data.via,
    arrivedAt: data.arrivedAt === null ? null : parseTime(data.arrivedAt),
    detectedAt: parseTime(data.detectedAt) ?? 0,
    limits: data.limits,
    attempts: [],
    contacted: null,
    reached: false,
    confirmed: null,
    submitted: null,
    shipped: null,
    completed: null,
    cancelled: null,
    remarks: [],
    refunds: [],
    differences: [],
    drifts: 0,
    breached: [],
    warned: [],
  };
}

/** The state after one more event. What happened first stays: a second confirmation changes nothing. */
export function applyEvent(state: OrderState, event: OrderEvent): OrderState {
  switch (event.type) {
    case "customer.contacted": {
      const done = deed(event, event.data.outcome);
      return {
        ...state,
        attempts: [...state.attempts, done],
        contacted: state.contacted ?? done,
        reached: state.reached || event.data.outcome === "reached",
      };
    }
    case "order.confirmed":
      return { ...state, confirmed: state.confirmed ?? deed(event, event.data.note) };
    case "order.submitted":
      return { ...state, submitted: state.submitted ?? deed(event, event.data.note) };
    case "order.shipped": {
      const parcel = [event.data.carrier, event.data.tracking].filter(Boolean).join(" ");
      return { ...state, shipped: state.shipped ?? deed(event, parcel) };
    }
    case "order.completed":
      return { ...state, completed: state.completed ?? deed(event, "") };
    case "order.cancelled":
      return { ...state, cancelled: state.cancelled ?? deed(event, event.data.reason) };
    case "remark.added":
      return { ...state, remarks: [...state.remarks, deed(event, event.data.text)] };
    case "refund.recorded":
      return { ...state, refunds: [...state.refunds, event.data.amount] };
    case "order.drift_detected":
      return {
        ...state,
        seen: event.data.order,
        differences: event.data.differences,
        drifts: state.drifts + 1,
      };
    case "sla.breached":
      return { ...state, breached: [...state.breached, event.data.clock] };
    case "sla.warned":
      return { ...state, warned: [...state.warned, event.data.clock] };
    default:
      return state;
  }
}

const minute = 60_000;

function deed(event: OrderEvent, note: string): Deed {
  const at = parseTime(event.recorded) ?? 0;
  const said = parseTime(event.at) ?? at;
  return { at, by: event.actor, note, stated: at - said > minute ? said : null };
}

/** Shipped, completed or cancelled: by a clerk, by the source, or before it came here. */
export function isClosed({ progress, shipped, completed, cancelled }: OrderState): boolean {
  return progress !== "open" || (shipped ?? completed ?? cancelled) !== null;
}

/** Everything operations need is there, and nothing speaks against it. */
export function isReady(state: OrderState): boolean {
  const { receiver, items } = state.order;
  const complete = [receiver.name, receiver.phone, receiver.address].every((one) => one !== "");
  return (
    state.confirmed !== null &&
    state.cancelled === null &&
    state.differences.length === 0 &&
    complete &&
    items.length > 0
  );
}
