import { describe, expect, it } from "vitest";
import { remember } from "../../src/base/remember.ts";

/** A function that counts how often it is really asked. */
function asked(limit: number, answer: (key: string) => Promise<string>) {
  const questions: string[] = [];
  const ask = remember(limit, (key: string) => {
    questions.push(key);
    return answer(key);
  });
  return { ask, questions };
}

describe("what is remembered", () => {
  it("is asked once, even by two at the same time", async () => {
    const { ask, questions } = asked(9, async (key) => key.toUpperCase());
    expect(await Promise.all([ask("a"), ask("a"), ask("b")])).toEqual(["A", "A", "B"]);
    expect(questions).toEqual(["a", "b"]);
  });

  it("makes room by dropping what was not used for longest", async () => {
    const { ask, questions } = asked(2, async (key) => key);
    for (const key of ["a", "b", "a", "c", "a", "b"]) await ask(key);
    expect(questions).toEqual(["a", "b", "c", "b"]);
  });

  it("is never a failure", async () => {
    let broken = true;
    const { ask } = asked(9, async (key) => {
      if (broken) throw new Error("not now");
      return key;
    });
    await expect(ask("a")).rejects.toThrow("not now");
    broken = false;
    expect(await ask("a")).toBe("a");
  });
});
