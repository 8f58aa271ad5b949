import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueUserToken } from "../../src/forge/tokens.ts";
import { userByLogin } from "../../src/forge/views/user.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const tokenOf = (login: string) => {
  const { forge } = stage.studio.forge;
  return issueUserToken(forge, userByLogin(forge, login)?.id ?? 0);
};

/** A browser that is given the desk as it is built for GitHub without a relay. */
async function withoutRelay(): Promise<Page> {
  const page = await stage.visitor();
  await page.route(/\/admin\/(review\/|edit\/)?$/, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace('"auth":"auth"', '"auth":"admin/token/index.html"');
    await route.fulfill({ response: answer, body });
  });
  return page;
}

async function openPopup(page: Page, button = page.getByRole("button", { name: "登录" }).first()) {
  const [popup] = await Promise.all([page.waitForEvent("popup"), button.click()]);
  return popup;
}

const give = async (popup: Page, token: string) => {
  await popup.getByLabel("粘贴您自己的令牌").fill(token);
  await popup.getByRole("button", { name: "登录" }).click();
};

describe("signing in without a relay", () => {
  it("a token that is no good is refused in words; a good one signs in at the review desk", async () => {
    const page = await withoutRelay();
    await page.goto(`${stage.studio.origin}/admin/review/`);
    const popup = await openPopup(page);
    await give(popup, "有空格 的");
    await popup.getByText("这不像一个令牌").waitFor();
    await give(popup, "github_pat_wrong");
    await popup.getByText("GitHub 不认识这个令牌").waitFor();
    await give(popup, tokenOf("grace"));
    await page.locator("#identity .who").filter({ hasText: "葛蕾" }).waitFor();
    expect(popup.isClosed()).toBe(true);
  });

  it("Decap takes the same sign-in", async () => {
    const page = await withoutRelay();
    await page.goto(`${stage.studio.origin}/admin/edit/`);
    const popup = await openPopup(page);
    await give(popup, tokenOf("ed"));
    await page.locator("#identity .who").filter({ hasText: "艾迪" }).waitFor();
  });

  it("a page that nobody opened signs in and leads to the desk", async () => {
    const page = await stage.visitor();
    await page.goto(`${stage.studio.origin}/admin/token/`);
    await give(page, tokenOf("ed"));
    await page.locator("#identity .who").filter({ hasText: "艾迪" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/admin/");
  });

  it("another site that opens the page hears nothing", async () => {
    const page = await stage.visitor();
    await page.route("http://evil.example/", (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>evil</title>" }),
    );
    await page.goto("http://evil.example/");
    const address = `${stage.studio.origin}/admin/token/index.html`;
    const [popup] = await Promise.all([
      page.waitForEvent("popup"),
      page.evaluate((to) => {
        Object.assign(window, { heard: [] as string[] });
        addEventListener("message", ({ data }) => {
          (window as unknown as { heard: string[] }).heard.push(String(data));
        });
        const opened = open(to);
        setInterval(() => opened?.postMessage("authorizing:github", "*"), 50);
      }, address),
    ]);
    await give(popup, tokenOf("grace"));
    await popup.getByText("登录成功").waitFor();
    // One more greeting arrives, and nothing comes back.
    await popup.evaluate(
      () => new Promise((next) => addEventListener("message", next, { once: true })),
    );
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    expect(await heard()).toEqual([]);
  });
});
