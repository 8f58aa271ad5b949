import { expect, it } from "vitest";
import { createQueue } from "../../src/studio/queue.ts";

function recorder() {
  const done: string[] = [];
  const failures: unknown[] = [];
  const queue = createQueue((error) => failures.push(error));
  const job = (name: string) => async () => {
    await Promise.resolve();
    done.push(name);
  };
  return { done, failures, queue, job };
}

it("does one job at a time, urgent ones first, and only the newest of a key", async () => {
  const { done, queue, job } = recorder();
  queue.add("preview-1", job("first"));
  queue.add("preview-2", job("second"));
  queue.add("site", job("old site"), true);
  queue.add("site", job("new site"), true);
  await queue.idle();
  expect(done).toEqual(["first", "new site", "second"]);
});

it("goes on after a job that failed and reports it", async () => {
  const { done, failures, queue, job } = recorder();
  queue.add("a", () => Promise.reject(new Error("full disk")));
  queue.add("b", job("b"));
  await queue.idle();
  expect(done).toEqual(["b"]);
  expect(failures).toHaveLength(1);
});
