import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import matter from "gray-matter";
import { readRuleFiles } from "../../src/adapters/files/rules.ts";
import { checkContent } from "../../src/checks/checks.ts";
import { rulesFrom } from "../../src/checks/settings.ts";
import { corpus, dictionary, engines, type Scan } from "./matcher.ts";
import { line, spread } from "./report.ts";

/** A slow engine stops after this many milliseconds. */
const patience = 3500;

/** Our matcher beside others on the same 20 MB; the pipeline beside bare front matter; a commit's hook. */
export async function benchChecks(): Promise<void> {
  const pages = corpus();
  const size = pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0);
  for (const count of [1000, 10_000, 50_000]) {
    const words = dictionary(pages, count);
    for (const [name, build] of Object.entries(engines)) {
      global.gc?.();
      const scan = build(words);
      const speeds = [0, 1, 2].map(() => measure(pages, scan));
      line(
        `${count} words, ${name}: MB/s, hits`,
        `${spread(
          speeds.map((one) => one.speed),
          1,
        )}, ${speeds[0]?.hits}`,
      );
    }
  }
  line("ours alone, 50,000 words and the corpus: MB at its highest", memoryAlone());
  line("corpus, MB, pages", `${(size / 1e6).toFixed(1)}, ${pages.length}`);
  benchPipeline();
  benchGrowth();
  benchHook();
}

/** In a process of its own, where no other engine leaves anything behind. */
function memoryAlone(): string {
  const { stdout } = spawnSync(process.execPath, [join(import.meta.dirname, "matcher.ts")], {
    encoding: "utf8",
  });
  return stdout.trim();
}

function measure(pages: readonly string[], scan: Scan) {
  const start = performance.now();
  let [bytes, hits] = [0, 0];
  for (const page of pages) {
    hits += scan(page);
    bytes += Buffer.byteLength(page);
    if (performance.now() - start > patience) break;
  }
  return { speed: bytes / 1e6 / ((performance.now() - start) / 1000), hits };
}

function benchPipeline(): void {
  const rules = rulesFrom(readRuleFiles("."));
  const documents = productPages(5000);
  const files = documents.map(({ path }) => ({ path }));
  const ours = timed(() => checkContent({ documents, files }, rules, "2026-11-25"));
  const bare = timed(() => documents.map(({ source }) => matter(source, {})));
  line("5,000 pages, every check of text: seconds", (ours / 1000).toFixed(2));
  line("5,000 pages, gray-matter alone: seconds", (bare / 1000).toFixed(2));
}

function benchGrowth(): void {
  const rules = rulesFrom(readRuleFiles("."));
  const page = "本品是国家级好物，最**佳**选择。全网最低价，[链接](/a/)与![图](b.jpg)。\n\n";
  for (const times of [1000, 2000, 4000]) {
    const source = page.repeat(times);
    const took = timed(() =>
      checkContent(
        { documents: [{ path: "content/news/a.md", source }], files: [] },
        rules,
        "2026-11-25",
      ),
    );
    line(`one page of ${(source.length / 1000).toFixed(0)} thousand signs: ms`, took.toFixed(0));
  }
}

function productPages(count: number) {
  const pattern = readFileSync("content/products/bamboo-cup.md", "utf8");
  return Array.from({ length: count }, (_one, at) => ({
    path: `content/products/cup-${at}.md`,
    source: pattern
      .replace("slug: bamboo-cup", `slug: cup-${at}`)
      .replace("QH-CUP-01", `QH-BENCH-${at}`),
  }));
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** From start to exit, three changed pages in the index. */
function benchHook(): void {
  const root = mkdtempSync(join(tmpdir(), "countersign-bench-"));
  const git = (...args: readonly string[]) => spawnSync("git", ["-C", root, ...args]);
  try {
    for (const name of ["content", ".github"]) cpSync(name, join(root, name), { recursive: true });
    git("init", "--quiet");
    git("add", "-A");
    git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "-m", "first");
    mkdirSync(join(root, "content/news"), { recursive: true });
    for (const name of ["chef-knife", "desk-lamp", "iron-pan"]) {
      const path = join(root, `content/products/${name}.md`);
      writeFileSync(path, `${readFileSync(path, "utf8")}\n另有说明书一份。\n`);
    }
    git("add", "-A");
    const script = ["scripts/check.ts", "--staged", "--root", root];
    const times = [0, 1, 2, 3, 4].map(
      () => timed(() => spawnSync(process.execPath, script)) / 1000,
    );
    line("a commit of three changed pages, start to exit: seconds", spread(times, 2));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
