import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import * as z from "zod";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const results = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** What axe finds on the page as it stands, each as `rule: element`; targets under 24 px too. */
export async function axeFinds(page: Page, options: { include?: string } = {}): Promise<string[]> {
  // The desk's content security policy refuses a script element; what the debugger runs it lets pass.
  await page.evaluate(source);
  const found: unknown = await page.evaluate(
    `axe.run(${JSON.stringify(options.include ?? "html")}, { rules: { "target-size": { enabled: true } } })`,
  );
  return results
    .parse(found)
    .violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** How many pixels the page can be moved sideways. */
export async function sidewaysScroll(page: Page): Promise<number> {
  const width = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
  return Math.max(0, z.number().parse(width));
}
