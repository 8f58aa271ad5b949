import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseSettings, SettingsError } from "../../src/guard/settings.ts";

const template = parse(readFileSync(".github/github.yml", "utf8"));

describe("the company's settings", () => {
  it.each([null, "https://login.example.com"])("sign people in by %j", (sign_in) => {
    expect(parseSettings({ ...template, sign_in }).sign_in).toBe(sign_in);
  });

  it.each(["https://login.example.com/auth", "https://login.example.com/", "relay", ""])(
    "say what may stand there where sign_in is %j",
    (sign_in) => {
      expect(() => parseSettings({ ...template, sign_in })).toThrow(
        new RegExp(`sign_in：“${sign_in}”不行：可以写 null.*https://login\\.example\\.com`),
      );
    },
  );

  it("name every wrong place, in Chinese", () => {
    const wrong = { ...template, site: "ftp://www.example.com", environments: [1], more: true };
    expect(() => parseSettings(wrong)).toThrow(SettingsError);
    for (const place of ["site：", "environments.0：", "more", ".github/github.yml 有错误"])
      expect(() => parseSettings(wrong)).toThrow(place);
  });
});
