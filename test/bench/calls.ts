import { propose, sign } from "../gate/acts.ts";
import { product } from "../gate/settings.ts";
import { startWorld, type World } from "../gate/world.ts";
import { line } from "./report.ts";

/** Requests to GitHub for one decision, as octokit sent them to the forge. */
export async function benchCalls(): Promise<void> {
  const world = await startWorld();
  try {
    for (const count of [1, 100, 300]) await measure(world, count);
  } finally {
    await world.close();
  }
}

async function measure(world: World, count: number): Promise<void> {
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `content/products/b${count}-${at}.md`,
      product(`杯 ${at}`),
    ]),
  );
  const first = world.outcomes.length;
  const number = await propose(world, `bench-${count}`, files);
  const proposed = world.outcomes[first]?.calls;
  await sign(world, "paul", number);
  line(`requests, ${count} files: first look`, String(proposed));
  line(`requests, ${count} files: signature to merge`, String(world.outcomes.at(-1)?.calls));
}
