import { expect, it } from "vitest";
import type { PullCommit, PullRequest } from "../../src/adapters/github/read.ts";
import { createCommits } from "../../src/gate/commits.ts";

const pull: PullRequest = {
  number: 3,
  title: "",
  author: "ed",
  base: "main",
  head: "b",
  state: "open",
  draft: false,
  labels: [],
  branch: "cms/a",
  fromFork: false,
  createdAt: "2026-03-02T00:00:00Z",
  commitCount: 1,
  fileCount: 1,
  requested: [],
};

function github(commits: readonly PullCommit[]) {
  const asked: number[] = [];
  const read = createCommits({
    commits: async (number) => {
      asked.push(number);
      return [...commits];
    },
  });
  return { asked, read };
}

const known = { sha: "b", author: "ed", committer: "ed", parents: ["a"] };

it("what is told of a head once is not asked for again", async () => {
  const { asked, read } = github([known]);
  expect(await read(pull)).toEqual([known]);
  expect(await read(pull)).toEqual([known]);
  expect(asked).toEqual([3]);
});

it("another head, another base, another count is another question", async () => {
  const { asked, read } = github([known]);
  await read(pull);
  for (const other of [{ head: "c" }, { base: "next" }, { commitCount: 2 }, { number: 4 }])
    await read({ ...pull, ...other });
  expect(asked).toEqual([3, 3, 3, 3, 4]);
});

it("an author without an account is asked for until GitHub knows one", async () => {
  const { asked, read } = github([{ ...known, author: null }]);
  await read(pull);
  await read(pull);
  expect(asked).toEqual([3, 3]);
});

it("a list of another length than GitHub counts is not believed twice", async () => {
  const { asked, read } = github([]);
  await read(pull);
  await read(pull);
  expect(asked).toEqual([3, 3]);
});
