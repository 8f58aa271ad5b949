import { describe, expect, it } from "vitest";
import { findings } from "./company-rules.ts";

const rulesOf = (source: string) => findings(source).map((one) => one.rule);
const letters = (count: number) => "aB3dE5fG7hJ9kL1m".repeat(8).slice(0, count);

// Built here, so that no scanner takes this file for a leak.
const secrets: readonly (readonly [string, string])[] = [
  ["AWS", `AKIA${"QRST1234".repeat(2)}`],
  ["阿里云", `LTAI${letters(20)}`],
  ["腾讯云", `AKID${letters(32)}`],
  ["百度", `bce-v3/ALTAK-${letters(20)}/${"0a1b".repeat(10)}`],
  ["GitHub", `ghp_${letters(36)}`],
  ["npm", `npm_${letters(36)}`],
  ["Slack", `xoxb-${"1234567890-"}${letters(24)}`],
  ["API", `sk-${letters(40)}`],
  ["JWT", `eyJ${letters(20)}.eyJ${letters(40)}.${letters(43)}`],
  ["a private key", `-----BEGIN RSA ${"PRIVATE"} KEY-----`],
  ["an address with a password", `mysql://shop:${letters(9)}@10.0.0.1:3306/orders`],
  ["a header", `Authorization: Basic ${letters(16)}`],
  ["a password by its name", `密码：${letters(10)}`],
  ["a password in English", `password = "${letters(12)}"`],
  ["an app secret", `appsecret: ${"0a1b2c3d".repeat(4)}`],
  ["an account with its password", `root / ${letters(8)}@9`],
  ["a robot of a group", `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${letters(36)}`],
];

describe("a secret", () => {
  it.each(secrets)("of %s blocks, and is not repeated", (_kind, secret) => {
    for (const source of [
      `接口说明：${secret}\n`,
      `<!-- ${secret} -->\n`,
      `---\nnote: '${secret}'\n---\n`,
    ]) {
      const [found, ...more] = findings(source).filter((one) => one.rule === "secret");
      expect(more).toEqual([]);
      expect(found).toMatchObject({ rule: "secret", severity: "block" });
      const tail = secret.slice(-8);
      expect(JSON.stringify(found)).not.toContain(tail);
    }
  });

  it.each([
    "密码由网站负责人保管，不告诉任何人。",
    "password: ********",
    `token: ${"$"}{TOKEN}`,
    "api_key: <在这里填写>",
    "请在登录页修改密码。",
    "订单号 AKD20261101-0001",
    "sku: QH-CUP-01",
    "https://example.com/a?token=",
    "密码锁 3 位数",
  ])("is not what %j says", (text) => {
    expect(rulesOf(`${text}\n`)).toEqual([]);
  });
});
