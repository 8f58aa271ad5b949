import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { openBucket } from "../src/adapters/s3/bucket.ts";
import { deployToBucket } from "../src/deploy/bucket.ts";
import {
  type Manifest,
  manifestName,
  parseManifest,
  writeManifest,
} from "../src/deploy/manifest.ts";
import { deployToServer, rollBack, sshOptions } from "../src/deploy/server.ts";
import { problemsLive } from "../src/deploy/smoke.ts";
import type { DeploySettings } from "../src/guard/deploy-settings.ts";
import { parseSettings, SettingsError } from "../src/guard/settings.ts";

const usage = `用法：npm run deploy -- [命令]
  （不写）    给 dist/ 写清单 manifest.json，再按 .github/github.yml 的 deploy 送到访客那里
  check      读回线上网站，与 dist/ 的清单核对
  rollback   rsync：退回上一个版本。其他方式：把上一个好的提交重新发布
  --help     显示本说明
rsync 用本机的 ssh 设置，或环境变量 COUNTERSIGN_SSH_KEY（私钥）和 COUNTERSIGN_SSH_HOSTS（known_hosts）；
s3 读环境变量 COUNTERSIGN_S3_KEY 和 COUNTERSIGN_S3_SECRET。
pages 只写清单，由工作流上传。退出码：0 完成；1 没有发布成功或核对不符；2 用法不对；70 出错。`;

const dist = "dist";
const keys = z.object({
  COUNTERSIGN_S3_KEY: z.string().min(1),
  COUNTERSIGN_S3_SECRET: z.string().min(1),
});

function settings() {
  return parseSettings(parse(readFileSync(".github/github.yml", "utf8")));
}

async function deploy(): Promise<number> {
  const { deploy: where } = settings();
  if (!existsSync(`${dist}/version.json`)) return misused("还没有 dist/，请先运行 npm run build。");
  if (where.kind === "s3" && !keys.safeParse(process.env).success)
    return misused(`缺少环境变量：${Object.keys(keys.shape).join("、")}。`);
  const manifest = await writeManifest(dist, commitOf());
  if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `kind=${where.kind}\n`);
  try {
    console.log(`清单：${manifest.files.length} 个文件。${await send(where, manifest)}`);
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  }
}

async function send(where: DeploySettings, manifest: Manifest): Promise<string> {
  if (where.kind === "pages") return "由工作流上传到 GitHub Pages。";
  if (where.kind === "rsync") {
    const release = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}-${manifest.commit.slice(0, 12)}`;
    await withSsh((ssh) => deployToServer({ ...where, ssh, env: process.env, release }, dist));
    return `已发布到 ${where.host}，版本 ${release}。`;
  }
  const { COUNTERSIGN_S3_KEY: accessKey, COUNTERSIGN_S3_SECRET: secretKey } = keys.parse(
    process.env,
  );
  const place = { ...where, pathStyle: where.path_style, accessKey, secretKey };
  const done = await deployToBucket(openBucket(place), dist, manifest);
  return `已发布到 ${where.bucket}：写入 ${done.written} 个，删除 ${done.removed} 个。`;
}

async function withSsh(act: (options: readonly string[]) => Promise<void>): Promise<void> {
  const { COUNTERSIGN_SSH_KEY: key = "", COUNTERSIGN_SSH_HOSTS: hosts = "" } = process.env;
  const dir = mkdtempSync(join(tmpdir(), "countersign-ssh-"));
  try {
    await act(sshOptions(dir, key, hosts));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What the build itself says it shows. */
function commitOf(): string {
  const marker = z.object({ commit: z.string() });
  return marker.parse(JSON.parse(readFileSync(`${dist}/version.json`, "utf8"))).commit;
}

async function check(): Promise<number> {
  const { site } = settings();
  if (!site) return misused(".github/github.yml 的 site 还没有填写网站地址。");
  if (!existsSync(`${dist}/${manifestName}`)) return misused("还没有发布过：dist/ 里没有清单。");
  const manifest = parseManifest(readFileSync(`${dist}/${manifestName}`, "utf8"));
  const problems = await problemsLive(site, manifest);
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) console.log(`${site} 显示的正是提交 ${manifest.commit}。`);
  return problems.length > 0 ? 1 : 0;
}

async function rollback(): Promise<number> {
  const { deploy: where } = settings();
  if (where.kind !== "rsync")
    return misused("只有 rsync 方式能就地退回；请重新发布上一个好的提交。");
  await withSsh((ssh) => rollBack({ ...where, ssh, env: process.env }));
  console.log("已退回上一个版本。");
  return 0;
}

const commands: Readonly<Record<string, () => Promise<number>>> = { deploy, check, rollback };

async function main([name = "deploy", ...rest]: readonly string[]): Promise<number> {
  if (name === "--help") {
    console.log(usage);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return command && rest.length === 0
    ? command()
    : misused(`不认识“${[name, ...rest].join(" ")}”。`);
}

function misused(problem: string): number {
  console.error(`${problem}\n${usage}`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  const isAsked = error instanceof SettingsError;
  console.error(isAsked ? error.message : error);
  return isAsked ? 2 : 70;
});
