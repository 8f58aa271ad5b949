import { keysPath, type Manifest, objectPath } from "./manifest.ts";

/** The file that lies in every set: how to read it with standard tools alone. */
export function restoreText(manifest: Manifest): string {
  const { set, segments, keys, identity, settings, repository } = manifest;
  const open = (path: string, into: string) => `age -d -i KEY ${path} | zstd -d ${into}`;
  return [
    `备份 ${set} 的恢复说明`,
    "",
    "用本程序恢复（推荐，会核对每一个签名和摘要）：",
    "  npm run backup -- restore --from 这个文件夹 --identity KEY --into 新的空文件夹",
    "",
    "没有本程序时，用标准工具 age 和 zstd 也能读出全部内容。KEY 是任一收件人的私钥文件。",
    "在备份的最上层文件夹里依次运行：",
    ...segments.map(({ sha256 }) => `  ${open(objectPath(sha256), ">> records.jsonl")}`),
    `  ${open(keysPath(keys.sha256), "> keys.jsonl")}`,
    `  ${open(objectPath(identity.sha256), "> identity.json")}`,
    ...(settings ? [`  ${open(objectPath(settings.sha256), "> settings.yml")}`] : []),
    ...(repository
      ? [
          `  ${open(objectPath(repository.sha256), "> site.bundle")}`,
          "  git bundle verify site.bundle && git clone site.bundle site",
        ]
      : []),
    "",
    "records.jsonl 每行一条记录：sealed 是 base64 的 12 字节随机数、16 字节校验、密文；",
    "用 keys.jsonl 里同一 subject 的密钥（AES-256-GCM）解开，前 16 字节是盐，其后是 JSON 正文。",
    "核对文件是否完整：sha256sum 应等于文件名。",
    "",
  ].join("\n");
}
