import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import * as z from "zod";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const report = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      nodes: z.array(z.object({ target: z.array(z.unknown()), html: z.string() })),
    }),
  ),
});

/**
 * What axe finds wrong on a page, WCAG 2.2 AA with its 24 pixels for what one presses: the rule, and
 * the places. Frames are pages of their own.
 */
export async function axeOn(page: Page): Promise<string[]> {
  // By the debugger, so that the page's own content security policy does not stop it.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Runtime.evaluate", { expression: source });
  const run = `axe.run(document, { iframes: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`;
  const { result } = await devtools.send("Runtime.evaluate", {
    expression: `${run}.then(JSON.stringify)`,
    awaitPromise: true,
  });
  await devtools.detach();
  const { violations } = report.parse(JSON.parse(z.string().parse(result.value)));
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  );
}

/** Whatever one can press that is smaller than a fingertip's 24 pixels. */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = document.querySelectorAll("a, button, summary, select, input, textarea");
    return [...all].flatMap((one) => {
      const { width, height } = one.getBoundingClientRect();
      const small = width > 0 && (width < 24 || height < 24);
      return small ? [`${one.outerHTML.slice(0, 80)} ${width}×${height}`] : [];
    });
  });
}

/** How many pixels of the page stand out at the side. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}
