import * as z from "zod";
import type { Overview } from "./api/read.ts";

/** Which turns a person has looked at already, on this device. */
export interface Seen {
  has(key: string): boolean;
  add(keys: readonly string[]): void;
}

/** The same turn has the same key: change, head and rank. */
export function turnKey({ pull, report }: Overview): string {
  return `${pull.number} ${pull.head.sha} ${report?.decision.stage ?? ""}`;
}

const remembered = 500;

/** Kept in the browser for each person; without storage everything is new at each visit. */
export function createSeen(storage: () => Storage, login: () => string): Seen {
  const place = () => `countersign-seen-${login()}`;
  const read = (): string[] => {
    try {
      return z.array(z.string()).parse(JSON.parse(storage().getItem(place()) ?? "[]"));
    } catch {
      return [];
    }
  };
  return {
    has: (key) => read().includes(key),
    add(keys) {
      const all = [...new Set([...read(), ...keys])].slice(-remembered);
      try {
        storage().setItem(place(), JSON.stringify(all));
      } catch {
        // A full or forbidden storage only means that it will be called new again.
      }
    },
  };
}
