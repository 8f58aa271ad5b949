import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { siteAddress } from "../../src/guard/site-address.ts";

const dir = mkdtempSync(join(tmpdir(), "countersign-address-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const addressOf = (site: string) => {
  const file = join(dir, "github.yml");
  const source = readFileSync(".github/github.yml", "utf8");
  writeFileSync(file, source.replace(/^site: .*$/m, `site: ${site}`));
  return siteAddress(file);
};

describe("where the site stands", () => {
  it.each([
    ["https://www.example.com", "https://www.example.com", "/"],
    ["https://qinghe.github.io/website/", "https://qinghe.github.io", "/website/"],
    ["https://qinghe.github.io/website", "https://qinghe.github.io", "/website"],
    ["null", null, "/"],
  ])("%s", (site, origin, base) => {
    expect(addressOf(site)).toEqual({ origin, base });
  });
});
