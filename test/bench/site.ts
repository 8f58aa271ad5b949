import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { line } from "./report.ts";

/** Our site beside a bare Astro site with one plain page per product, on the same Markdown. */
export async function benchSite(): Promise<void> {
  for (const count of [1000, 5000]) {
    const root = mkdtempSync(join(tmpdir(), "countersign-bench-"));
    try {
      const ours = ourSite(join(root, "ours"), count);
      const bare = bareSite(join(root, "bare"), join(ours, "content"));
      for (const run of ["cold", "nothing changed", "one product changed"]) {
        if (run === "one product changed") changeOne(join(ours, "content"));
        line(`${count} products, ${run}: ours, seconds`, build(ours));
        line(`${count} products, ${run}: bare Astro, seconds`, build(bare));
      }
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }
}

/** This project with `count` more products. */
export function ourSite(dir: string, count: number): string {
  mkdirSync(dir);
  const parts = [
    "src",
    "admin",
    "content",
    ".github",
    "astro.config.mjs",
    "package.json",
    "tsconfig.json",
  ];
  for (const name of parts) cpSync(name, join(dir, name), { recursive: true });
  linkModules(dir);
  const pattern = readFileSync("content/products/bamboo-cup.md", "utf8");
  for (let at = 0; at < count; at += 1) {
    const slug = `cup-${at}`;
    const product = pattern
      .replace("slug: bamboo-cup", `slug: ${slug}`)
      .replace("QH-CUP-01", `QH-BENCH-${at}`)
      .replace("竹纤维随手杯", `竹纤维随手杯 ${at} 号`);
    writeFileSync(join(dir, `content/products/${slug}.md`), product);
  }
  return dir;
}

function bareSite(dir: string, content: string): string {
  mkdirSync(join(dir, "src/pages/products"), { recursive: true });
  linkModules(dir);
  symlinkSync(content, join(dir, "content"));
  const files = {
    "package.json": '{ "type": "module" }',
    "astro.config.mjs": "export default {};",
    "src/content.config.ts": `import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";
export const collections = { products: defineCollection({ loader: glob({ base: "./content/products", pattern: "*.md" }) }) };`,
    "src/pages/index.astro": `---
import { getCollection } from "astro:content";
const products = await getCollection("products");
---
<html><body><ul>{products.map((one) => <li><a href={"/products/" + one.id}>{one.data.title}</a></li>)}</ul></body></html>`,
    "src/pages/products/[id].astro": `---
import { getCollection, render } from "astro:content";
export async function getStaticPaths() {
  return (await getCollection("products")).map((one) => ({ params: { id: one.id }, props: { one } }));
}
const { one } = Astro.props;
const { Content } = await render(one);
---
<html><body><h1>{one.data.title}</h1><Content /></body></html>`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

function linkModules(dir: string): void {
  symlinkSync(join(process.cwd(), "node_modules"), join(dir, "node_modules"), "dir");
}

function changeOne(content: string): void {
  const path = join(content, "products/cup-7.md");
  writeFileSync(path, `${readFileSync(path, "utf8")}\n改了一行。\n`);
}

function build(cwd: string): string {
  const started = performance.now();
  const astro = join(process.cwd(), "node_modules/astro/bin/astro.mjs");
  const cache = join(cwd, ".cache");
  const env = { ...process.env, COUNTERSIGN_CACHE: cache, ASTRO_TELEMETRY_DISABLED: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [astro, "build"], {
    cwd,
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`astro build failed: ${stdout}${stderr}`);
  return ((performance.now() - started) / 1000).toFixed(1);
}
