import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openClone } from "../../src/adapters/git/clone.ts";
import { readDocuments } from "../../src/gate/documents.ts";
import { makeRepo, type Repo } from "../adapters/git-repo.ts";

let repo: Repo;
beforeAll(async () => {
  repo = await makeRepo();
});
afterAll(() => repo.remove());

it("a file is read before, after and as main has it now; what is the same is read once", async () => {
  const page = (title: string) => `---\ntitle: ${title}\n---\n`;
  repo.write("content/pages/a.md", page("旧"));
  repo.write("content/pages/b.md", page("旧"));
  repo.write("content/pages/broken.md", "---\n{\n---\n");
  const mergeBase = repo.commit();
  repo.write("content/pages/b.md", page("主"));
  const tip = repo.commit();
  repo.git("checkout", "--quiet", "-b", "side", mergeBase);
  for (const name of ["a", "b", "new", "broken"])
    repo.write(`content/pages/${name}.md`, page("新"));
  const head = repo.commit();
  const clone = await openClone(join(repo.root, "work"), process.env);
  if (!clone) throw new Error("there is no clone");
  const changes = await clone.git.changes(mergeBase, head);
  const read = await readDocuments(clone.git, changes, { mergeBase, tip });
  const of = (name: string) => read.get(`content/pages/${name}.md`);
  const titled = (title: string) => expect.objectContaining({ data: { title } });
  expect(of("a")).toEqual({ before: titled("旧"), head: titled("新"), base: titled("旧") });
  expect(of("a")?.before).toBe(of("a")?.base);
  expect(of("a")?.head).toBe(of("b")?.head);
  expect(of("b")).toEqual({ before: titled("旧"), head: titled("新"), base: titled("主") });
  expect(of("new")).toEqual({ before: null, head: titled("新"), base: null });
  expect(of("broken")?.before).toBe("unreadable");
});
