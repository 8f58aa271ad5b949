import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const importing = (specifier: string) => `import { x } from "${specifier}";\nexport const y = x;\n`;

const wrongArrows = [
  ["src/base", "../model/x.ts"],
  ["src/model", "../approval/x.ts"],
  ["src/approval", "../checks/x.ts"],
  ["src/checks", "../approval/x.ts"],
  ["src/duty", "../checks/x.ts"],
  ["src/approval", "../duty/x.ts"],
  ["src/approval", "../adapters/x.ts"],
  ["src/approval/deep", "../../gate/x.ts"],
  ["src/orders", "../ledger/x.ts"],
  ["src/ledger", "../orders/x.ts"],
  ["src/backup", "../ledger/x.ts"],
  ["src/ledger", "../adapters/x.ts"],
  ["src/approval", "../orders/x.ts"],
  ["src/adapters", "../gate/x.ts"],
  ["src/adapters", "../counter/x.ts"],
  ["src/counter", "../studio/x.ts"],
  ["src/adapters", "../../scripts/x.ts"],
  ["src/forge", "../approval/x.ts"],
  ["src/forge/routes", "../../studio/x.ts"],
  ["src/gate", "../forge/x.ts"],
  ["src/gate", "../studio/x.ts"],
  ["src/guard", "../gate/x.ts"],
  ["src/guard", "../forge/x.ts"],
  ["src/approval", "../guard/x.ts"],
  ["src/adapters", "../guard/x.ts"],
  ["src/forge", "../guard/x.ts"],
  ["src/site", "../approval/x.ts"],
  ["src/relay", "../adapters/x.ts"],
  ["src/deploy", "../guard/x.ts"],
] as const;

const rightArrows = [
  ["src/model", "../base/x.ts"],
  ["src/approval", "../model/x.ts"],
  ["src/approval/deep", "../x.ts"],
  ["src/gate", "../approval/x.ts"],
  ["src/guard", "../adapters/x.ts"],
  ["src/counter", "../ledger/x.ts"],
  ["src/site", "../duty/x.ts"],
  ["src/studio", "../forge/x.ts"],
  ["src/deploy", "../adapters/x.ts"],
] as const;

const worldly = [
  ["a file", importing("node:fs"), "noNodejsModules"],
  ["GitHub", importing("octokit"), "noRestrictedImports"],
  ["the network", `export const answer = fetch("https://example.com");\n`, "noRestrictedGlobals"],
  ["the clock", "export const now = Date.now();\n", "noRestrictedGlobals"],
  ["the environment", "export const home = process.env;\n", "noRestrictedGlobals"],
  ["the console", `console.log("x");\n`, "noRestrictedGlobals"],
] as const;

const crypto = [
  ["src/ledger", true],
  ["src/backup", true],
  ["src/orders", false],
] as const;

const cases = [
  ...[...wrongArrows, ...rightArrows].map(([room, to]) => ({ room, code: importing(to) })),
  ...worldly.map(([, code]) => ({ room: "src/approval", code })),
  ...crypto.map(([room]) => ({ room, code: importing("node:crypto") })),
  { room: "src/ledger", code: importing("node:fs") },
];

const verdicts = lint(cases);

/** What the project's linter says of each piece of code, were it a file of that room. */
function lint(pieces: readonly { room: string; code: string }[]): string[] {
  const house = mkdtempSync(join(tmpdir(), "countersign-house-"));
  try {
    copyFileSync("biome.json", join(house, "biome.json"));
    pieces.forEach(({ room, code }, at) => {
      const file = join(house, room, `x${at}.ts`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, code);
    });
    const report = biome(house);
    return pieces.map(({ room }, at) =>
      report
        .split(/\n(?=src\/)/)
        .filter((part) => part.startsWith(`${room}/x${at}.ts:`))
        .join("\n"),
    );
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
}

function biome(cwd: string): string {
  const bin = join(process.cwd(), "node_modules/@biomejs/biome/bin/biome");
  const args = [bin, "lint", "--vcs-enabled=false", "--max-diagnostics=none", "--colors=off", "."];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  return `${stdout}\n${stderr}`;
}

const verdict = (room: string, code: string) =>
  verdicts[cases.findIndex((one) => one.room === room && one.code === code)];

describe("arrows only go down, and rooms never open onto each other", () => {
  it.each(wrongArrows)("%s may not import %s", (room, to) => {
    expect(verdict(room, importing(to))).toContain("noRestrictedImports");
  });

  it.each(rightArrows)("%s may import %s", (room, to) => {
    expect(verdict(room, importing(to))).not.toContain("noRestrictedImports");
  });
});

describe("only adapters and the roof touch the world", () => {
  it.each(worldly)("a room may not reach %s", (_what, code, rule) => {
    expect(verdict("src/approval", code)).toContain(rule);
  });

  it.each(crypto)("%s computes with node:crypto: %s", (room, allowed) => {
    expect(verdict(room, importing("node:crypto")) === "").toBe(allowed);
  });

  it("a room with node:crypto may reach for nothing else of Node", () => {
    expect(verdict("src/ledger", importing("node:fs"))).toContain("noRestrictedImports");
  });
});
