import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { main } from "../../scripts/check.ts";
import { gitEnvironment } from "../../src/adapters/git/environment.ts";
import type { Finding } from "../../src/base/finding.ts";
import { beijingClock } from "../../src/base/time.ts";
import { checkContent, checkDocument } from "../../src/checks/checks.ts";
import { collections } from "../../src/model/paths.ts";
import { rules } from "../checks/company-rules.ts";
import { type Data, models, places, put, spoilt } from "../model/entries.ts";
import { entriesOf } from "../model/generate.ts";
import { runMain } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-everywhere-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const today = beijingClock(Date.now()).day;
const author = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.com" };
const committer = { GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@example.com" };
const env = {
  ...gitEnvironment(process.env, { "safe.directory": "*" }),
  ...author,
  ...committer,
};

function git(...args: readonly string[]): void {
  const { stderr, status } = spawnSync("git", ["-C", folder, ...args], { env, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

const bodies = [
  "杯壁加厚，可用洗洁精清洗。\n",
  "国家级品质，国**家**级工艺，最\n佳之选。\n",
  "据统计，2025 年全国销量第一。\n\n别家的锅都是垃圾。\n",
  "长期使用可降血压。<b>包治百病</b>\n",
  "![全网最低价](../media/news/a.jpg) 密码：Hx2023#shop\n",
  "电话 13812345678。<script>alert(1)</script>\n",
];

/** Entries of every model as generated, as filled in, and spoilt in a place; each with a text below. */
function entriesOfAll() {
  return models.flatMap((model) => {
    const generated = fc.sample(entriesOf(model.schema), { numRuns: 3, seed: 7 });
    const broken = places(model.entry)
      .slice(1)
      .map((place, at) => put(model.entry, place, spoilt[at % spoilt.length]));
    return [model.entry, ...generated, ...broken].flatMap((data) =>
      isData(data) ? [{ model, data }] : [],
    );
  });
}

const isData = (value: unknown): value is Data =>
  typeof value === "object" && value !== null && !Array.isArray(value);

// In the order of paths, as git lists them: of two that clash, the later one is told.
const documents = entriesOfAll()
  .map(({ model, data }, at) => {
    const home = collections.find(
      ({ schema, files }) =>
        schema === model.schema ||
        Object.values(files ?? {}).some((file) => file.schema === model.schema),
    );
    if (!home) throw new Error("a model belongs to a collection");
    const body = bodies[at % bodies.length] ?? "";
    const source = `---\n${stringify(data)}---\n\n${body}`;
    return { path: `${home.folder}/entry-${at}.md`, source };
  })
  .toSorted((a, b) => (a.path < b.path ? -1 : 1));

const byPlace = (findings: readonly Finding[]) =>
  findings.map((one) => JSON.stringify(one, Object.keys(one).toSorted())).toSorted();

const told = (stdout: string): Finding[] =>
  stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe("the same content is judged the same, word for word", () => {
  const changed = new Set(documents.map(({ path }) => path));
  const files = documents.map(({ path }) => ({ path, mode: "100644" }));
  const expected = checkContent({ documents, files }, rules, today, { changed });

  beforeAll(() => {
    cpSync(".github", join(folder, ".github"), { recursive: true });
    git("init", "--quiet", "--initial-branch=main");
    git("add", "-A");
    git("commit", "--quiet", "--no-verify", "-m", "rules");
    for (const { path, source } of documents) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), source);
    }
    git("add", "-A");
  });

  it("by rules of every kind", () => {
    const told = new Set(expected.map(({ rule }) => rule));
    for (const kind of ["schema", "link", "markup", "secret", "ad.absolute"])
      expect([...told].filter((rule) => rule.startsWith(kind))).not.toEqual([]);
  });

  it("by the hook before a commit", () => {
    const node = join(process.cwd(), "node_modules/.bin/node");
    const script = join(process.cwd(), "scripts/check.ts");
    const args = [script, "--staged", "--format", "json"];
    const { stdout, status } = spawnSync(node, args, {
      cwd: folder,
      env,
      encoding: "utf8",
      maxBuffer: 1e8,
    });
    expect(status).toBe(1);
    expect(byPlace(told(stdout))).toEqual(byPlace(expected));
  });

  it("by the desk, of the text alone", () => {
    const ofText = documents.flatMap((one) => checkDocument(one, rules));
    const known = new Set(byPlace(expected));
    expect(byPlace(ofText).filter((one) => !known.has(one))).toEqual([]);
    expect(ofText.length).toBeGreaterThan(documents.length / 2);
  });

  it("by CI, of the commits since a base, and of the whole tree", async () => {
    git("commit", "--quiet", "--no-verify", "-m", "entries");
    for (const args of [["--base", "HEAD~1"], []]) {
      const { stdout } = await runMain(main, folder, ["--format", "json", ...args]);
      expect(byPlace(told(stdout))).toEqual(byPlace(expected));
    }
  });
});
