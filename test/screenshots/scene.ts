import { readFileSync } from "node:fs";
import type { Stage } from "../e2e/stage.ts";

export interface Scene {
  /** Numbers of pull requests, by what stands in them. */
  readonly product: number;
  readonly layout: number;
  readonly sentBack: number;
}

const repo = { owner: "qinghe", repo: "website" };

/** A morning at the company: something new, something half signed, something sent back. */
export async function setScene(stage: Stage): Promise<Scene> {
  const product = await stage.propose("ed", "修改产品：竹纤维随手杯", {
    "content/products/bamboo-cup.md": changed("content/products/bamboo-cup.md", [
      [/price: \d+/, "price: 4200"],
      [/summary: .*/, "summary: 轻巧耐摔，杯壁加厚了。"],
    ]),
  });
  const layout = await stage.propose("dora", "首页改版：把要闻放到最前", {
    "content/pages/home.md": changed("content/pages/home.md", [
      [/ {2}- kind: headlines\n {4}title: 要闻\n/, ""],
      [/ {2}- kind: banners\n/, "  - kind: headlines\n    title: 要闻\n  - kind: banners\n"],
    ]),
  });
  const sentBack = await stage.propose("ed", "修改新闻：新仓库启用", {
    "content/news/2026-11-18-new-warehouse.md": changed(
      "content/news/2026-11-18-new-warehouse.md",
      [[/summary: .*/, "summary: 新仓库启用，发货更快。"]],
    ),
  });
  await stage.studio.idle();
  await review(stage, "wendy", layout, "APPROVE", "");
  await review(stage, "mina", sentBack, "REQUEST_CHANGES", "“更快”请写明快了多少，并附上依据。");
  await stage.studio.idle();
  return { product, layout, sentBack };
}

function changed(path: string, changes: readonly (readonly [RegExp, string])[]): string {
  return changes.reduce((text, [from, to]) => text.replace(from, to), readFileSync(path, "utf8"));
}

async function review(
  stage: Stage,
  login: string,
  number: number,
  event: "APPROVE" | "REQUEST_CHANGES",
  body: string,
): Promise<void> {
  const { pulls } = stage.octokit(login).rest;
  await pulls.createReview({ ...repo, pull_number: number, event, body });
}
