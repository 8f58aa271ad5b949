import { readFileSync } from "node:fs";
import { openStage } from "./test/e2e/stage.ts";
const stage = await openStage();
try {
  const cup = readFileSync("content/products/bamboo-cup.md", "utf8");
  const n1 = await stage.propose("ed", "竹杯调价", {
    "content/products/bamboo-cup.md": cup.replace("price: 3900", "price: 4290").replace("stock: in_stock", "stock: sold_out").replace("轻巧耐摔，一杯在手", "轻巧耐摔、好清洗，一杯在手").replace("也可以直接拿。", "也可以直接拿。请勿空烧。").replace("cover_alt:", "gallery:\n  - image: ../media/products/cotton-towel.jpg\n    alt: 毛巾与杯\ncover_alt:"),
  });
  const n2 = await stage.propose("ed", "首页改版", { "content/pages/home.md": readFileSync("content/pages/home.md", "utf8").replace("把日子过得踏实", "好好过日子").replace("  - kind: featured\n    title: 本季推荐\n  - kind: categories\n    title: 按类别选购\n","  - kind: categories\n    title: 按类别选购\n  - kind: featured\n    title: 冬季推荐\n") });
  const n3 = await stage.propose("ed", "坏的产品", { "content/products/broken.md": "---\ntitle: [\n---\n" });
  const n4 = await stage.propose("ed", "新杯", { "content/products/new-cup.md": cup.replace("slug: bamboo-cup", "slug: new-cup").replace("QH-CUP-01", "QH-CUP-99").replace("竹纤维随手杯", "竹纤维大容量随手杯（含杯盖与杯套，礼盒装）") });
  const n5 = await stage.propose("ed", "关于", { "content/pages/about.md": readFileSync("content/pages/about.md","utf8").replace("都有记录可查", "都有记录，随时可查") });
  await stage.studio.idle();
  const shots = async (login: string, scheme: "light"|"dark", width: number, paths: [string,string][]) => {
    const page = await stage.reviewer(login, { width, height: width < 500 ? 812 : 1000 });
    page.on("console", (m) => ["error","warning"].includes(m.type()) && console.log("console", m.text()));
    page.on("pageerror", (e) => console.log("pageerror", e.message));
    await page.emulateMedia({ colorScheme: scheme });
    for (const [path, name] of paths) {
      await page.goto(`${stage.studio.origin}/admin/review/${path}`);
      await page.waitForTimeout(2500);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) console.log("overflow", name, width, over);
      await page.screenshot({ path: `/tmp/ap/${name}-${width}-${scheme}.png`, fullPage: !process.env.CUT });
    }
    return page;
  };
  const paths: [string,string][] = [["", "list"], [`?pr=${n1}`, "change"], [`?pr=${n4}`, "new"], ["?page=notices", "notices"], ["?page=records", "records"], ["?page=deputies", "deputies"], [`?pr=${n3}`, "broken"], [`?pr=${n2}`, "home"]];
  const p = await shots("paul", "light", 1440, paths);
  await shots("paul", "dark", 375, paths);
  await p.goto(`${stage.studio.origin}/admin/review/?pr=${n1}`);
  await p.getByRole("button", { name: "生成前后截图" }).click();
  await p.waitForTimeout(5000);
  await p.screenshot({ path: "/tmp/ap/shots.png", fullPage: true });
  await p.getByRole("button", { name: "签字同意" }).click();
  await p.waitForTimeout(6000);
  await p.screenshot({ path: "/tmp/ap/signed.png" });
  await p.goto(`${stage.studio.origin}/admin/review/?page=records`);
  await p.waitForTimeout(2000);
  await p.screenshot({ path: "/tmp/ap/records.png" });
  await p.goto(`${stage.studio.origin}/admin/review/?page=record&pr=${n1}`);
  await p.waitForTimeout(2000);
  await p.screenshot({ path: "/tmp/ap/record.png", fullPage: true });
  await p.pdf({ path: "/tmp/ap/record.pdf", format: "A4" });
} finally { await stage.close(); }
