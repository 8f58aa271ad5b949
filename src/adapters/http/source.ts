import type { Sighting } from "../../orders/order.ts";

/** Orders changed between two moments, in milliseconds. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** A shop that can be asked. */
export interface Source {
  readonly name: string;
  /**
   * Every order that was placed or changed in the window, in pages; an order may come twice. Throws
   * SourceError rather than leave one out.
   */
  orders(window: Window): AsyncIterable<readonly Sighting[]>;
}
