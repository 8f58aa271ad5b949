import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const quiet = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

/**
 * A real Chromium: `CHROME_PATH`, an installed one, or the one inside an npm package, in this order.
 * Throws, and never skips, when there is none.
 */
export async function openBrowser(): Promise<Browser> {
  const named = process.env.CHROME_PATH;
  if (named) return launch(named);
  const found = installed.find((path) => existsSync(path));
  return found ? launch(found) : launchPackaged();
}

function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    // Containers and CI run as root, where Chromium's own sandbox refuses to start.
    args: [...quiet, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
}

async function launchPackaged(): Promise<Browser> {
  const { default: packaged } = await import("@sparticuz/chromium");
  try {
    // Its own arguments are for a cloud function: one process, no same-origin policy, no second window.
    return await launch(await packaged.executablePath());
  } catch (error) {
    throw new Error(
      "Cannot start a browser: install Chromium or Chrome, or set CHROME_PATH to one.",
      { cause: error },
    );
  }
}
