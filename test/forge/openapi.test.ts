import { describe, expect, it } from "vitest";
import { problemsOf } from "./openapi.ts";

const json = new Headers({ "content-type": "application/json; charset=utf-8" });

const answer = (method: string, path: string, status: number, body: unknown, headers = json) =>
  problemsOf({ method, path, status, headers, body: body === null ? "" : JSON.stringify(body) });

const merge = "/repos/o/r/pulls/1/merge";
const merged = { sha: "0".repeat(40), merged: true, message: "ok" };
const error = { message: "Not Found", documentation_url: "https://docs.github.com/rest" };

describe("an answer is held against GitHub's description", () => {
  it("and passes when it has GitHub's shape", () => {
    expect(answer("PUT", merge, 200, merged)).toEqual([]);
    expect(answer("GET", merge, 204, null)).toEqual([]);
    expect(answer("GET", "/repos/o/r/pulls/7", 404, error)).toEqual([]);
    expect(answer("GET", "/repos/o/r/pulls/7", 304, null)).toEqual([]);
  });

  it.each([
    ["a value has the wrong type", "PUT", merge, 200, { ...merged, merged: "yes" }],
    ["a key is missing", "PUT", merge, 200, { merged: true, message: "ok" }],
    ["a list holds something else", "GET", "/repos/o/r/pulls", 200, [{ number: 1 }]],
    ["a time is no time", "GET", "/repos/o/r/activity", 200, [{ timestamp: "gestern" }]],
    ["the status is not one of the operation's", "GET", "/repos/o/r/pulls/1", 202, merged],
    ["GitHub has no such operation", "GET", "/repos/o/r/nonsense", 200, {}],
    ["an error has no message", "GET", "/repos/o/r/pulls/1", 404, { error: "gone" }],
    ["204 comes with a body", "GET", merge, 204, merged],
    ["304 comes with a body", "GET", "/repos/o/r/pulls/1", 304, merged],
  ])("and fails when %s", (_why, method, path, status, body) => {
    expect(answer(method, path, status, body)).not.toEqual([]);
  });

  it("and fails when it is no JSON", () => {
    const html = new Headers({ "content-type": "text/html" });
    expect(answer("PUT", merge, 200, merged, html)).not.toEqual([]);
  });

  it("also below paths that end in a file's path or a branch with slashes", () => {
    expect(answer("GET", "/repos/o/r/contents/a/b/c.md", 200, {})).not.toEqual([]);
    expect(answer("GET", "/repos/o/r/git/ref/heads/cms/a/b", 200, {})).not.toEqual([]);
    expect(answer("GET", "/repos/o/r/compare/main...cms/a", 200, {})).not.toEqual([]);
  });
});
