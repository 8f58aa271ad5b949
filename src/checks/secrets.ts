import type { Finding } from "../base/finding.ts";
import type { Document } from "./document.ts";
import { findingAt } from "./finding.ts";
import { text } from "./text.ts";

/** What kind of secret an expression finds; its group `value` is the secret, or else all of it. */
const kinds: readonly (readonly [string, RegExp])[] = [
  ["AWS", /(?<![0-9A-Za-z])(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}(?![0-9A-Za-z])/g],
  ["阿里云", /(?<![0-9A-Za-z])LTAI[0-9A-Za-z]{12,30}(?![0-9A-Za-z])/g],
  ["腾讯云", /(?<![0-9A-Za-z])AKID[0-9A-Za-z]{13,48}(?![0-9A-Za-z])/g],
  [
    "百度智能云",
    /(?<![0-9A-Za-z])bce-v[0-9]\/ALTAK-[0-9A-Za-z]{10,40}\/[0-9a-f]{16,64}|(?<![0-9A-Za-z])ALTAK[0-9A-Za-z]{16,40}/g,
  ],
  ["火山引擎", /(?<![0-9A-Za-z])AKLT[0-9A-Za-z]{16,60}/g],
  ["GitHub", /(?<![0-9A-Za-z])(?:gh[pousr]_[0-9A-Za-z]{30,255}|github_pat_[0-9A-Za-z_]{22,255})/g],
  ["GitLab", /(?<![0-9A-Za-z])glpat-[0-9A-Za-z_-]{20,64}/g],
  ["Gitee", /(?<![0-9A-Za-z])gitee_[0-9A-Za-z]{20,64}/g],
  ["npm", /(?<![0-9A-Za-z])npm_[0-9A-Za-z]{30,64}/g],
  ["Slack", /(?<![0-9A-Za-z])xox[abeoprs]-[0-9A-Za-z-]{10,200}/g],
  ["Google", /(?<![0-9A-Za-z])AIza[0-9A-Za-z_-]{35}/g],
  ["Stripe", /(?<![0-9A-Za-z])[sr]k_(?:live|test)_[0-9A-Za-z]{10,120}/g],
  ["API", /(?<![0-9A-Za-z])sk-(?=[0-9A-Za-z_-]*[0-9])[0-9A-Za-z_-]{12,200}/g],
  [
    "JWT",
    /(?<![0-9A-Za-z])eyJ[0-9A-Za-z_-]{8,2000}\.eyJ[0-9A-Za-z_-]{8,4000}\.[0-9A-Za-z_-]{8,2000}/g,
  ],
  ["私钥", /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g],
  ["age 私钥", /AGE-SECRET-KEY-1[0-9A-Z]{50,62}/g],
  [
    "群机器人",
    /(?:qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=|oapi\.dingtalk\.com\/robot\/send\?access_token=|open\.feishu\.cn\/open-apis\/bot\/v2\/hook\/)(?<value>[0-9A-Za-z-]{16,80})/g,
  ],
  ["网址里的口令", /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{1,80}:(?<value>[^\s:@/]{3,120})@/gi],
  [
    "请求头",
    /\b(?:Authorization|Cookie)['"]?\s{0,3}[:：=]\s{0,3}['"]?(?:Basic|Bearer|Token)\s{1,3}(?<value>[0-9A-Za-z+/=._~-]{8,2000})/gi,
  ],
  [
    "口令",
    /(?:密码|口令|密钥|私钥|秘钥|授权码|恢复码|pass(?:word|wd|phrase|code)?|pwd|secret|app_?secret|access_?key(?:_?(?:id|secret))?|secret_?(?:access_?)?(?:key|id)|api_?key|app_?key|auth_?token|access_?token|refresh_?token|private_?key|client_?secret|encrypt_?key|aes_?key|token)["'`]?\s{0,3}(?:[:：=,，]|是|为|改为|改成|改到|设为)?\s{0,3}["'`“]?(?<value>[!-~]{6,200})/gi,
  ],
  [
    "账号和口令",
    /(?:\broot|\badmin|administrator|账号|用户名)\s{0,3}[/／:：|]\s{0,3}(?:[a-z]{2,20}\s{0,3}[/／|]\s{0,3})?(?<value>[!-~]{6,80})/gi,
  ],
];

// What a person can see to be no secret: something to fill in, a variable, stars, plain words.
const placeholder =
  /^(?:[*.•x_?#-]+|<.*>|\$\{?.*\}?|\{\{.*|your.*|example.*|.*example\.(?:com|org|cn).*|process\.env.*|null|undefined|true|false)$/i;

/** Keys, tokens and passwords anywhere in a file; the words of a finding never repeat them. */
export function checkSecrets({ path, source }: Document): Finding[] {
  const taken: [number, number][] = [];
  return kinds.flatMap(([kind, pattern]) =>
    [...source.matchAll(pattern)].flatMap((match) => {
      const range = rangeOf(match);
      const value = source.slice(...range);
      if (match.groups?.value !== undefined && !isSecret(kind, value)) return [];
      if (taken.some(([from, to]) => from < range[1] && range[0] < to)) return [];
      taken.push(range);
      const about = { rule: "secret", severity: "block", message: text.secret(kind) } as const;
      return [{ ...findingAt(path, source, range, about), text: masked(value) }];
    }),
  );
}

function rangeOf(match: RegExpMatchArray): [number, number] {
  const [whole] = match;
  const value = match.groups?.value ?? whole;
  const from = (match.index ?? 0) + whole.lastIndexOf(value);
  return [from, from + value.replace(/["'`”,，。;；、)）]+$/u, "").length];
}

// Behind a name such as 密码 stands a secret when it looks like one: letters and digits together.
function isSecret(kind: string, value: string): boolean {
  if (placeholder.test(value)) return false;
  if (kind !== "口令" && kind !== "账号和口令") return true;
  if (/^(?:https?:|\/|\.\.?\/|[a-z]+\()/i.test(value) || value.length < 6) return false;
  return /[0-9]/.test(value) && /[A-Za-z]/.test(value);
}

/** Enough to find the place, too little to use it. */
export function masked(value: string): string {
  return `${value.slice(0, Math.min(3, value.length >> 2))}…（${text.signs(value.length)}）`;
}
