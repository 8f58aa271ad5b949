import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attacks, weaken } from "./attacks.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe.each(attacks)("attack $row: $what", ({ without, carryOut }) => {
  it("succeeds with its defence taken away", async () => {
    const restore = await weaken(world, without);
    try {
      expect(await carryOut(world)).toBe(true);
    } finally {
      await restore();
      world.tidy();
    }
  });

  it("is refused", async () => {
    expect(await carryOut(world)).toBe(false);
    world.tidy();
  });
});
