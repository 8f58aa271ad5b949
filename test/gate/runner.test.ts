import { describe, expect, it } from "vitest";
import type { Gate, Outcome } from "../../src/gate/gate.ts";
import { createRunner } from "../../src/gate/runner.ts";

/** A gate that writes down what it is asked and answers when it is let. */
function recordingGate(open: number[] = [], blocked: ReadonlySet<number> = new Set()) {
  const judged: number[] = [];
  const turns: (() => void)[] = [];
  const gate: Pick<Gate, "evaluate" | "open"> = {
    async evaluate(number): Promise<Outcome> {
      judged.push(number);
      await new Promise<void>((resolve) => turns.push(resolve));
      const why = blocked.has(number) ? "why" : null;
      return {
        number,
        decision: null,
        merged: null,
        blocked: why,
        signedAt: null,
        calls: 0,
        failed: false,
      };
    },
    open: async () => open,
  };
  const letGo = async (runner: { idle(): Promise<void> }) => {
    const idle = runner.idle().then(() => true);
    while (!(await Promise.race([idle, tick()]))) for (const turn of turns.splice(0)) turn();
  };
  return { gate, judged, letGo };
}

function tick(): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), 1));
}

const options = { log: () => undefined, moment: 20 };

describe("the order of work", () => {
  it("judges one at a time and each as often as asked", async () => {
    const { gate, judged, letGo } = recordingGate();
    const runner = createRunner(gate, options);
    runner.enqueue(1);
    runner.enqueue(2);
    expect(judged).toEqual([1]);
    await letGo(runner);
    expect(judged).toEqual([1, 2]);
  });

  it("makes one of many requests that wait together", async () => {
    const { gate, judged, letGo } = recordingGate();
    const runner = createRunner(gate, options);
    for (const number of [1, 2, 2, 2, 3, 2]) runner.enqueue(number);
    await letGo(runner);
    expect(judged).toEqual([1, 2, 3]);
  });

  it("judges again what was asked for while it was being judged", async () => {
    const { gate, judged, letGo } = recordingGate();
    const runner = createRunner(gate, options);
    runner.enqueue(1);
    runner.enqueue(1);
    await letGo(runner);
    expect(judged).toEqual([1, 1]);
  });

  it("a sweep judges every open pull request", async () => {
    const { gate, judged, letGo } = recordingGate([4, 5]);
    const runner = createRunner(gate, options);
    await runner.sweep();
    await letGo(runner);
    expect(judged).toEqual([4, 5]);
  });

  it("tries again only what was approved and could not be merged", async () => {
    const { gate, judged, letGo } = recordingGate([], new Set([2]));
    const runner = createRunner(gate, options);
    runner.enqueue(1);
    runner.enqueue(2);
    await letGo(runner);
    runner.retryBlocked();
    await letGo(runner);
    expect(judged).toEqual([1, 2, 2]);
  });

  it("gives a new pull request a moment for its label, and judges it once", async () => {
    const { gate, judged, letGo } = recordingGate();
    const runner = createRunner(gate, options);
    runner.enqueueSoon(1);
    runner.enqueueSoon(2);
    runner.enqueue(1);
    await letGo(runner);
    expect(judged).toEqual([1, 2]);
  });

  it("begins nothing new once it is closed", async () => {
    const { gate, judged, letGo } = recordingGate();
    const runner = createRunner(gate, options);
    runner.enqueue(1);
    runner.enqueue(2);
    const closed = runner.close();
    await letGo(runner);
    await closed;
    expect(judged).toEqual([1]);
  });
});
