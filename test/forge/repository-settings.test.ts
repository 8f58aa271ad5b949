import { afterEach, beforeEach, expect, it } from "vitest";
import { startForge, type TestForge } from "./harness.ts";

let forge: TestForge;
beforeEach(async () => {
  forge = await startForge({ seed: { ruleset: null } });
});
afterEach(() => forge.stop());

const merge = async (merge_method: "merge" | "squash") => {
  const pull_number = await forge.propose("ed", merge_method, { [`${merge_method}.md`]: "x\n" });
  return forge.as("adam").rest.pulls.merge({ ...forge.repo, pull_number, merge_method });
};

it("a merge method that is switched off is refused, and the head stays where it is to stay", async () => {
  const { rest } = forge.as("adam");
  await rest.repos.update({
    ...forge.repo,
    allow_merge_commit: false,
    delete_branch_on_merge: false,
  });
  await expect(merge("merge")).rejects.toMatchObject({ status: 405 });
  await merge("squash");
  expect(await forge.head("squash")).not.toBe("");
  await expect(
    forge.as("ed").rest.repos.update({ ...forge.repo, allow_merge_commit: true }),
  ).rejects.toMatchObject({ status: 403 });
});

it("a setting that the forge does not follow is refused, never passed over", async () => {
  await expect(
    forge.as("adam").rest.repos.update({ ...forge.repo, allow_rebase_merge: true }),
  ).rejects.toMatchObject({ status: 501 });
  await expect(
    forge.as("adam").rest.repos.update({ ...forge.repo, archived: true }),
  ).rejects.toMatchObject({ status: 501 });
});
