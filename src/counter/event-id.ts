import { drawBytes } from "../ledger/random.ts";

/** A fresh name of an event, 22 letters, later ones sorting later (the bytes of a UUIDv7). */
export function newEventId(now: number): string {
  const bytes = drawBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString("base64url");
}
