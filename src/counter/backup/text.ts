import { duration } from "../text.ts";

/** Every word about backups that a person reads. */
export const backupText = {
  manifestUnreadable: (set: string) => `备份 ${set} 的清单无法识别，可能已损坏。请换另一份备份。`,
  manifestForged: (set: string) => `备份 ${set} 的清单签名不对：不是本公司的备份，或被改动过。`,
  objectDamaged: (path: string) => `备份文件 ${path} 已损坏：内容与清单不符。请换另一个备份位置。`,
  objectMissing: (path: string) => `备份文件 ${path} 不见了。请换另一个备份位置。`,
  objectLocked: (path: string, why: string) =>
    `备份文件 ${path} 解不开（${why}）：私钥不对，或文件已损坏。`,
  nothingToBackUp: "账本还是空的，没有可备份的内容。",
  setTaken: (set: string) => `已有名为 ${set} 的备份，请稍等一秒再试。`,
  logTorn: (seq: number) =>
    `账本第 ${seq} 号记录附近不完整，没有备份。请运行 npm run orders -- verify。`,
  notEmpty: (dir: string) => `“${dir}”里已经有内容，恢复不会覆盖任何东西。请指定一个新的空文件夹。`,
  databaseTaken: (records: number) =>
    `DATABASE_URL 指向的数据库里已有 ${records} 条记录，恢复不会覆盖任何东西。请换一个空的数据库，先运行 npm run orders -- setup。`,
  noDatabase: "--postgres 需要环境变量 DATABASE_URL，指向一个空的、已 setup 的数据库。",
  keysTorn: "备份里的密钥不完整。",
  rootDiffers: "备份解开后与签名的检查点不符。",
  noSettings: (dir: string) =>
    `还没有设置备份。请在 ${dir}/settings.yml 里写 backup：recipients（至少两个 age 公钥）和 targets（至少一个位置）。`,
  creating: (target: string) => `正在备份到 ${target}…`,
  pace: (share: number, rate: number, left: number | null) =>
    `${Math.floor(share * 100)}%，${(rate / 1e6).toFixed(0)} MB/s${left === null ? "" : `，还需 ${duration(left * 1000)}`}`,
  created: (set: string, target: string, size: number, bytes: number) =>
    `备份 ${set} 已写入 ${target}：共 ${size} 条记录，本次新写 ${(bytes / 1e6).toFixed(1)} MB。`,
  drilled: "恢复演练通过：备份已解开，与签名的检查点相符。",
  drillFailed: (why: string) => `✗ 恢复演练失败：${why}`,
  none: (target: string) => `${target} 里没有完成的备份。`,
  verified: (set: string, target: string, count: number) =>
    `备份 ${set}（${target}）的 ${count} 个文件全部完好。`,
  restored: (size: number, into: string, seconds: number) =>
    `已恢复 ${size} 条记录到 ${into}，签名、摘要和账本全部相符（${seconds.toFixed(1)} 秒）。`,
  restoreFailed: (into: string) =>
    `恢复出的账本有上述不符，没有启用；内容留在 ${into}.restoring 供查看。`,
  trusted: (verifier: string) =>
    `没有指定 --verifier，采用备份自带的公钥行，请与公司公布的核对：${verifier}`,
  twoPlaces: "--from 和 --target 只能写一个：备份只从一处恢复。",
  noIdentity: (path: string, why: string) =>
    `读不到私钥文件“${path}”：${why}。请核对位置；文件里应有一行 AGE-SECRET-KEY-1…。`,
  restoreUsage:
    "restore 需要 --from 文件夹（或 --target 位置文件）、--identity 私钥文件、--into 新文件夹。",
  drillUsage: "drill 需要 --identity 私钥文件（由保管人当场提供，用后收回）。",
  statusLine: (target: string, set: string | null, verified: boolean) =>
    `${target}：${set === null ? "没有备份" : `最近 ${set}，${verified ? "演练通过" : "✗ 尚未通过恢复演练"}`}`,
  age: (gap: number) => `距上次备份 ${duration(gap)}。`,
  overdue: (gap: number) =>
    `⚠ 距上次备份已有 ${duration(gap)}，超过 8 天。请运行 npm run backup -- create。`,
  custodianDue:
    "提醒：已有三个月没有用保管人的私钥做过完整演练，请运行 npm run backup -- drill --identity 私钥文件。",
  pruneRefused: {
    no_sets: "没有可清理的备份。",
    newest_unverified: "最新的备份还没有通过恢复演练，因此什么都不删。请先运行 create 或 drill。",
  },
  prunePlan: (sets: number, objects: number, dry: boolean) =>
    dry
      ? `可以删除 ${sets} 份旧备份和 ${objects} 个文件。确认请加 --yes。`
      : `已删除 ${sets} 份旧备份和 ${objects} 个文件。`,
};
