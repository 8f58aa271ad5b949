import axe from "axe-core";
import type { Page } from "playwright-core";
import * as z from "zod";

const results = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** What axe finds wrong with a page as it stands, one line each; frames are pages of their own. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = results.parse(
    await page.evaluate("axe.run(document, { iframes: false, resultTypes: ['violations'] })"),
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
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
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
