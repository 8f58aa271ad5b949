import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMac, sha256 } from "../../src/ledger/hash.ts";
import { drawBytes } from "../../src/ledger/random.ts";

describe("hashes", () => {
  it("are those of Node, with and without a key", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        fc.array(fc.string({ unit: "binary" }), { minLength: 1 }),
        (key, messages) => {
          const mac = createMac(key);
          for (const one of messages) {
            expect(mac(one)).toEqual(createHmac("sha256", key).update(one).digest());
            expect(sha256(one)).toEqual(createHash("sha256").update(one).digest());
          }
        },
      ),
    );
  });
});

describe("drawn bytes", () => {
  it("are of the length asked for, never the same twice, and stay what they are", () => {
    const drawn = Array.from({ length: 2_000 }, (_, at) => drawBytes([12, 16, 32][at % 3] ?? 0));
    const seen = drawn.map((one) => one.toString("hex"));
    expect(new Set(seen).size).toBe(drawn.length);
    drawBytes(8_192);
    expect(drawn.map((one) => one.toString("hex"))).toEqual(seen);
    expect(drawn.map((one) => one.length).slice(0, 3)).toEqual([12, 16, 32]);
  });
});
