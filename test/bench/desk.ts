import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { decapFile } from "../../admin/decap.ts";
import { issueUserToken } from "../../src/forge/tokens.ts";
import { userByLogin } from "../../src/forge/views/user.ts";
import { decapCollections } from "../../src/model/decap.ts";
import { type Studio, startStudio } from "../../src/studio/studio.ts";
import { openBrowser } from "../e2e/browser.ts";
import { line, spread } from "./report.ts";
import { ourSite } from "./site.ts";

const rounds = 7;
const products = 1000;

/**
 * From the address to the first button that can be pressed, in a browser that has never been here: the
 * desk, and beside it Decap alone with the same collections, from the same server.
 */
export async function benchDesk(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "countersign-bench-"));
  const project = ourSite(join(root, "project"), products);
  writeFileSync(join(project, ".gitignore"), "node_modules\n");
  const studio = await startStudio({
    root: project,
    stateDir: join(root, "state"),
    port: 0,
    reset: false,
    print: () => undefined,
  });
  const browser = await openBrowser();
  try {
    placeStock(studio);
    await compare(browser, studio);
  } finally {
    await browser.close();
    await studio.close();
    rmSync(root, { recursive: true, force: true });
  }
}

interface Visit {
  readonly seconds: number;
  readonly kilobytes: number;
}

interface Case {
  readonly name: string;
  readonly path: string;
  readonly signedIn: boolean;
  readonly button: (page: Page) => Locator;
}

const ours = (page: Page) => page.getByRole("link", { name: "新增产品", exact: true });
const stockNew = (page: Page) => page.getByText(/^New 产品$/);

const cases: readonly Case[] = [
  { name: "desk, signed in: 新增产品", path: "/admin/", signedIn: true, button: ours },
  { name: "stock Decap, signed in: New", path: "/stock/", signedIn: true, button: stockNew },
  {
    name: "desk, not signed in: 登录",
    path: "/admin/",
    signedIn: false,
    button: (page) => page.locator("#work").getByRole("button", { name: "登录" }),
  },
  {
    name: "stock Decap, not signed in: Login",
    path: "/stock/",
    signedIn: false,
    button: (page) => page.getByRole("button", { name: "Login with GitHub" }),
  },
];

async function compare(browser: Browser, studio: Studio): Promise<void> {
  const visits = new Map<Case, Visit[]>(cases.map((one) => [one, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const one of cases) visits.get(one)?.push(await firstButton(browser, studio, one));
  for (const [{ name }, all] of visits) {
    line(
      `${name}, seconds`,
      spread(
        all.map((one) => one.seconds),
        2,
      ),
    );
    line(
      `${name}, kilobytes until then`,
      spread(
        all.map((one) => one.kilobytes),
        0,
      ),
    );
  }
  line(
    "desk: kilobytes when the form was fetched ahead",
    String(await fetchedAhead(browser, studio)),
  );
  const forms: number[] = [];
  const lists: number[] = [];
  const finds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    forms.push(await toForm(browser, studio));
    const { listed, found } = await toList(browser, studio);
    lists.push(listed);
    finds.push(found);
  }
  line("desk: from pressing 新增产品 to the form, seconds", spread(forms, 2));
  line(`desk: ${products} products listed, seconds`, spread(lists, 2));
  line("desk: search by two characters among them, seconds", spread(finds, 2));
}

async function visitor(browser: Browser, studio: Studio, signedIn: boolean): Promise<Page> {
  const context = await browser.newContext({
    locale: "zh-CN",
    viewport: { width: 1280, height: 900 },
  });
  const { forge } = studio.forge;
  const user = userByLogin(forge, "ed");
  if (!user) throw new Error('nobody is called "ed"');
  const record = { backendName: "github", token: issueUserToken(forge, user.id), login: "ed" };
  if (signedIn)
    await context.addInitScript(
      (kept) => localStorage.setItem("decap-cms-user", kept),
      JSON.stringify(record),
    );
  return context.newPage();
}

async function firstButton(browser: Browser, studio: Studio, one: Case): Promise<Visit> {
  const page = await visitor(browser, studio, one.signedIn);
  const bytes = await count(page);
  await page.goto(`${studio.origin}${one.path}`, { waitUntil: "commit" });
  await one.button(page).waitFor();
  const seconds = (await page.evaluate(() => performance.now())) / 1000;
  const kilobytes = bytes() / 1024;
  await page.context().close();
  return { seconds, kilobytes };
}

/** Counts what comes over the line, headers included. */
async function count(page: Page): Promise<() => number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  let bytes = 0;
  devtools.on("Network.dataReceived", ({ encodedDataLength, dataLength }) => {
    bytes += encodedDataLength || dataLength;
  });
  return () => bytes;
}

async function fetchedAhead(browser: Browser, studio: Studio): Promise<number> {
  const page = await visitor(browser, studio, true);
  const bytes = await count(page);
  await page.goto(`${studio.origin}/admin/`);
  await page.waitForLoadState("networkidle");
  const kilobytes = Math.round(bytes() / 1024);
  await page.context().close();
  return kilobytes;
}

async function toForm(browser: Browser, studio: Studio): Promise<number> {
  const page = await visitor(browser, studio, true);
  await page.goto(`${studio.origin}/admin/`);
  await page.waitForLoadState("networkidle");
  const started = performance.now();
  await ours(page).click();
  await page.getByLabel("产品名称", { exact: true }).waitFor();
  const seconds = (performance.now() - started) / 1000;
  await page.context().close();
  return seconds;
}

async function toList(browser: Browser, studio: Studio) {
  const page = await visitor(browser, studio, true);
  await page.goto(`${studio.origin}/admin/`, { waitUntil: "commit" });
  await page.getByText(/共 1\d{3} 项/).waitFor();
  const listed = (await page.evaluate(() => performance.now())) / 1000;
  const started = performance.now();
  await page.getByRole("searchbox").fill("手杯 777");
  await page.getByText("共 1 项").waitFor();
  const found = (performance.now() - started) / 1000;
  await page.context().close();
  return { listed, found };
}

// Decap as its documentation sets it up, with the widgets that it has itself.
function placeStock(studio: Studio): void {
  const site = studio.press.site();
  if (!site) throw new Error("there is no site to measure");
  const dir = join(site, "stock");
  mkdirSync(dir);
  const config = {
    backend: {
      name: "github",
      repo: "qinghe/website",
      branch: "main",
      api_root: `${studio.origin}/api/v3`,
      base_url: studio.origin,
      auth_endpoint: "auth",
    },
    publish_mode: "editorial_workflow",
    media_folder: "content/media",
    public_folder: "../media",
    collections: decapCollections(),
  };
  const yaml = JSON.stringify(config)
    .replaceAll('"widget":"price"', '"widget":"number"')
    .replaceAll('"widget":"slug"', '"widget":"string"');
  writeFileSync(join(dir, "config.yml"), yaml);
  writeFileSync(
    join(dir, "index.html"),
    `<!doctype html><html><head><meta charset="utf-8"><title>Content Manager</title></head><body><script src="${decapFile("")}"></script></body></html>`,
  );
}
