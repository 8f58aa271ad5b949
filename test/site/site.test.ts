import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressesOf, buildSite, strayAddresses } from "./built-site.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-site-"));
const dist = join(folder, "dist");
const read = (path: string) => readFileSync(join(dist, path), "utf8");
const has = (path: string) => existsSync(join(dist, path));
const pages = () =>
  readdirSync(dist, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(html|xml|json)$/.test(name))
    .map((name) => read(name))
    .join("\n");
const count = (page: string, what: string) => page.split(what).length - 1;

beforeAll(async () => {
  const signatures = [{ role: "gm", title: "总经理", at: "2026-11-20T02:00:00Z" }];
  const merged = { pull: 12, merged: "2026-11-20T03:00:00Z", signatures };
  const records = ["about", "nowhere"].map((id) => ({ path: `content/pages/${id}.md`, ...merged }));
  const hidden = { path: "content/products/ceramic-bowl-red.md", ...merged };
  writeFileSync(join(folder, "provenance.json"), JSON.stringify([...records, hidden]));
  await buildSite({
    COUNTERSIGN_PROVENANCE: join(folder, "provenance.json"),
    COUNTERSIGN_OUT: dist,
    COUNTERSIGN_CACHE: join(folder, "cache"),
    COUNTERSIGN_DESK: "off",
  });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("where a page comes from", () => {
  it("is told by pull request and role, for what visitors see and nothing else", () => {
    const page = read("provenance/index.html");
    const rows = page.split("<tr>").filter((row) => row.includes("#12"));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatch(/href="\/about\/?"/);
    expect(rows[0]).toContain("总经理");
    expect(page).not.toContain("ceramic-bowl-red");
    expect(page).toContain("没有审批记录");
  });

  it("is linked from every page and stands in the site map", () => {
    for (const page of ["index.html", "404.html", "products/tea-set-white/index.html"])
      expect(read(page)).toContain('<a href="/provenance/">内容来历</a>');
    expect(read("sitemap.xml")).toContain("/provenance/</loc>");
  });
});

describe("at a domain of its own", () => {
  it("every address leads to a file that is there", () => {
    expect(addressesOf(dist, "https://www.example.com").length).toBeGreaterThan(1_000);
    expect(strayAddresses(dist, "https://www.example.com", "/")).toEqual([]);
  });
});

describe("products", () => {
  it("are listed in pages and by category", () => {
    expect(count(read("products/index.html"), 'class="card"')).toBe(24);
    expect(count(read("products/page/2/index.html"), 'class="card"')).toBeGreaterThan(5);
    expect(read("products/bath/index.html")).toContain("长绒棉浴巾");
    expect(read("products/bath/index.html")).not.toContain("三德厨刀");
  });

  it("that are withdrawn stand in no list and their page says so", () => {
    expect(read("products/thermos-kids/index.html")).toContain("已经下架");
    for (const list of ["products/index.html", "products/page/2/index.html", "sitemap.xml"])
      expect(read(list)).not.toContain("thermos-kids");
    expect(read("products/dining/index.html")).not.toContain("thermos-kids");
  });

  it("whose time has not come, or is over, are nowhere", () => {
    expect(has("products/ceramic-bowl-red")).toBe(false);
    expect(has("products/cutting-board-mini")).toBe(false);
    expect(pages()).not.toMatch(/红边斗碗|水果砧板/);
  });

  it("may have a film, which is fetched when somebody plays it", () => {
    const page = read("products/glass-kettle/index.html");
    const film = /<video[^>]*preload="none"[^>]*src="([^"]+)"/.exec(page)?.[1] ?? "";
    expect(has(film)).toBe(true);
    expect(read("products/glass-pitcher/index.html")).not.toContain("<video");
  });

  it("that are sold out say so", () => {
    expect(read("products/tea-gaiwan/index.html")).toContain("售罄");
  });
});

describe("pictures and titles", () => {
  const picture = (page: string) => /<img src="(\/_astro\/[^"]+)"/.exec(read(page))?.[1] ?? "";

  it("may have Chinese names, and the same name in two collections", () => {
    const product = picture("products/tea-set-white/index.html");
    const news = picture("news/2026-09-08-tea-set-care/index.html");
    for (const one of [product, news]) expect(has(decodeURI(one))).toBe(true);
    expect(decodeURI(product)).toContain("白瓷茶具");
  });

  it("may have strokes, colons, quotation marks and emoji", () => {
    const title = "白瓷茶具：一壶/两杯“团圆”款 🍵";
    expect(read("products/tea-set-white/index.html")).toContain(`<h1>${title}</h1>`);
    expect(read("products/dining/index.html")).toContain(title);
  });
});

describe("banners", () => {
  it("stand in their places, marked as what they are", () => {
    const home = read("index.html");
    expect(home).toMatch(/class="banner bar"[^>]*data-slug="shipping-notice"/);
    expect(home).toMatch(/class="banner card"[^>]*data-slug="winter-storage"/);
    const [floating = ""] = /<aside class="banner floating"[\s\S]*?<\/aside>/.exec(home) ?? [];
    expect(floating).toContain("广告");
    expect(floating).toContain('aria-label="关闭“每月十八日会员日”"');
  });

  it("that are over, or months away, are nowhere", () => {
    expect(pages()).not.toMatch(/本周末开放|新年礼盒预售/);
  });
});

describe("everything else", () => {
  it("has its lists and pages", () => {
    expect(read("affairs/2026-06-11-trade-fair/index.html")).toContain("外事");
    expect(read("news/page/2/index.html")).toContain("致顾客的信");
    expect(read("jobs/index.html")).toContain("网站编辑");
    expect(read("contact/index.html")).toContain("2026-11-28 至 2026-11-29");
  });

  it("that is over is gone: a post whose last day has passed", () => {
    expect(pages()).not.toContain("店铺运营");
  });

  it("that is for the company's own people is nowhere", () => {
    const everything = pages();
    for (const secret of ["小周", "000-00000000", "青禾客服，请问", "官方旗舰店"])
      expect(everything).not.toContain(secret);
    for (const name of ["replies", "accounts", "duty", "settings"]) expect(has(name)).toBe(false);
  });

  it("names the company and its filing on every page", () => {
    for (const page of ["index.html", "404.html", "jobs/editor/index.html"]) {
      expect(read(page)).toContain("浙ICP备00000000号");
      expect(read(page)).toContain("https://beian.miit.gov.cn/");
    }
  });

  it("says when it must be built again: as the first post closes, before the next banner begins", () => {
    expect(JSON.parse(read("version.json")).next_change).toBe("2026-12-20T16:00:00.000Z");
  });
});
