import { describe, expect, it } from "vitest";
import { findings } from "./company-rules.ts";

const said = (source: string) =>
  findings(source)
    .filter((one) => one.rule === "markup")
    .map((one) => `${one.line}:${one.column} ${one.text}`);

describe("markup that could do harm is refused where it stands", () => {
  it.each([
    ["<b>粗</b>", "1:1 <b>"],
    ["正文\n\n<script>alert(1)</script>", "3:1 <script>alert(1)</script>"],
    ["文<img src=x onerror=alert(1)>", "1:2 <img src=x onerror=alert(1)>"],
    ["[点](javascript:alert(1))", "1:1 [点](javascript:alert(1))"],
    ["[点](&#106;avascript:alert(1))", "1:1 [点](&#106;avascript:alert(1))"],
    ["[点](java&#10;script:alert(1))", "1:1 [点](java&#10;script:alert(1))"],
    ["[点](vbscript:x)", "1:1 [点](vbscript:x)"],
    ["[点][a]\n\n[a]: javascript:x", "3:1 [a]: javascript:x"],
    ["![图](data:image/png;base64,AAAA)", "1:1 ![图](data:image/png;base64,AAAA)"],
    ["<javascript:alert(1)>", "1:1 <javascript:alert(1)>"],
    ["品牌\u202e一第国全", "1:3 \u202e"],
  ])("%j", (source, finding) => {
    expect(said(`${source}\n`)).toContain(finding);
  });

  it.each([
    "[杯](/products/bamboo-cup/)",
    "[邮件](mailto:a@example.com) [电话](tel:4000000000)",
    "1 < 2 且 3 > 2",
    "`<b>` 是标签",
    "时间：08:50",
  ])("%j is harmless", (source) => {
    expect(said(`${source}\n`)).toEqual([]);
  });
});
