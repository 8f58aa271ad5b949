import axe from "axe-core";
import type { Page } from "playwright-core";
import * as z from "zod";

const report = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      nodes: z.array(z.object({ target: z.array(z.unknown()), html: z.string() })),
    }),
  ),
});

/** What axe finds wrong on a page, WCAG 2.2 AA: the rule, and the places. */
export async function axeOn(page: Page): Promise<string[]> {
  // By the debugger, so that the page's own content security policy does not stop it.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Runtime.evaluate", { expression: axe.source });
  const run = `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`;
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
