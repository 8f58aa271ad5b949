import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { openStage, type Stage } from "../test/e2e/stage.ts";
import { setScene } from "../test/screenshots/scene.ts";
import { type View, viewsOf } from "../test/screenshots/views.ts";

const usage = `npm run screenshots [-- NAME…] [--to DIR]

Takes pictures of site and desks at 375, 768 and 1440 px, light and dark, into DIR (screenshots/).
NAME is the beginning of a view's name, such as review or product; without any, all are taken.`;

const widths = [375, 768, 1440];

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { to: { type: "string", default: "screenshots" }, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (!hasChineseFont()) {
    console.error(
      "Cannot take pictures: there is no Chinese font. Install one (Debian: fonts-noto-cjk).",
    );
    return 2;
  }
  mkdirSync(values.to, { recursive: true });
  const stage = await openStage();
  try {
    const taken = await takeAll(stage, positionals, values.to);
    console.log(`${taken} pictures in ${values.to}/.`);
    return taken > 0 ? 0 : 2;
  } finally {
    await stage.close();
  }
}

function hasChineseFont(): boolean {
  try {
    return execFileSync("fc-list", [":lang=zh"], { encoding: "utf8" }).trim() !== "";
  } catch {
    // Only Linux asks fontconfig; other systems bring Chinese with them.
    return process.platform !== "linux";
  }
}

async function takeAll(stage: Stage, wanted: readonly string[], to: string): Promise<number> {
  const views = viewsOf(await setScene(stage)).filter(
    ({ name }) => wanted.length === 0 || wanted.some((one) => name.startsWith(one)),
  );
  let taken = 0;
  for (const view of views) {
    const page = await sit(stage, view);
    for (const width of widths)
      for (const scheme of ["light", "dark"] as const) {
        await take(page, view, { width, scheme, origin: stage.studio.origin, to });
        taken += 1;
      }
    await page.context().close();
    console.log(view.name);
  }
  return taken;
}

function sit(stage: Stage, { who }: View): Promise<Page> {
  return who ? stage[who.desk](who.login) : stage.visitor();
}

interface Shot {
  readonly width: number;
  readonly scheme: "light" | "dark";
  readonly origin: string;
  readonly to: string;
}

async function take(page: Page, view: View, { width, scheme, origin, to }: Shot): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await page.goto(`${origin}${view.path}`);
  await view.ready(page);
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.screenshot({ path: join(to, `${view.name}-${width}-${scheme}.png`), fullPage: true });
}

process.exitCode = await main();
