import { expect, it } from "vitest";
import { pullsNamed } from "../../src/gate/hint.ts";

it.each([
  ["a pull request's own event", { action: "opened", pull_request: { number: 7 } }, [7]],
  ["the signal of a review", { workflow_run: { pull_requests: [{ number: 7 }] } }, [7]],
  [
    "a commit that two share",
    { workflow_run: { pull_requests: [{ number: 7 }, { number: 9 }, { number: 7 }] } },
    [7, 9],
  ],
  ["a person who asks", { inputs: { pull: "12" } }, [12]],
])("%s names pull requests", (_what, event, numbers) => {
  expect(pullsNamed(event)).toEqual(numbers);
});

it.each([
  [
    "a closed one, since another may have waited for it",
    { action: "closed", pull_request: { number: 7 } },
  ],
  ["a signal without a pull request", { workflow_run: { pull_requests: [] } }],
  ["a person who leaves the number out", { inputs: { pull: "" } }],
  ["a clock", { schedule: "17 * * * *" }],
  ["a number that is none", { pull_request: { number: "7; rm -rf /" } }],
  ["nothing", null],
])("everything is read after %s", (_what, event) => {
  expect(pullsNamed(event)).toBeNull();
});
