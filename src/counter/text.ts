/** Every word the counter says to a person. */
export const text = {
  diskFull:
    "磁盘写不下了，刚才的操作没有完成，没写完的内容不算数；此前已确认的记录都在。请腾出空间，再运行一次同样的命令。",
  strangeNote: (note: string) => ({
    message: "外部检查点不是本账本签发的，或被改动过。",
    expected: "由本账本签名的检查点",
    found: note.split("\n").slice(0, 2).join(" "),
  }),
  noPlace: (dir: string) => `找不到检查点所在的“${dir}”。请检查路径，或先发布一次检查点。`,
  importNeedsFiles: "import 需要至少一个文件，例如 import 订单.csv 明细.csv。",
  importing: (done: number, all: number) => `正在导入 ${done} / ${all} 个订单…`,
  quarantined: (one: { file: string; line: number; column: string; reason: string }) =>
    `未导入：${one.file} 第 ${one.line} 行${one.column ? `“${one.column}”` : ""}：${one.reason}`,
  imported: (
    taken: { received: number; drifted: number; progressed: number; unchanged: number },
    aside: number,
  ) =>
    `新订单 ${taken.received} 个，状态有进展 ${taken.progressed} 条，内容与存证不符 ${taken.drifted} 个，无变化 ${taken.unchanged} 个，未导入 ${aside} 行。`,
  unreadableFile: (path: string, why: string) => `无法读取“${path}”：${why}。请检查路径和内容。`,
  badMap: (path: string, why: string) => `列对照文件“${path}”有错误：${why}。`,
  recordUsage: (names: string) =>
    `record 需要一个动作和一个订单，例如 record contacted 订单号 --by 姓名。动作：${names}。`,
  needsName: "请用 --by 写明办理人的姓名。",
  needsNote: "这个动作需要 --note 写明内容（备注、原因或金额）。",
  unknownChannel: (given: string) => `不认识的联系方式“${given}”，可用 phone、chat、sms、mail。`,
  unknownMoment: (given: string) => `“${given}”不是时间，应为 2026-11-24T09:30:00+08:00 这样。`,
  recorded: (id: string, deed: string, by: string) =>
    `已记录：订单 ${id}，${deedText[deed] ?? deed}，办理人 ${by}。`,
  notFound: (question: string) => `没有找到“${question}”对应的订单。`,
  ambiguous: (question: string, count: number) =>
    `“${question}”对应 ${count} 个订单，请用订单号指定其中一个。`,
  listed: (count: number, overdue: number) => `共 ${count} 个订单，其中 ${overdue} 个超时。`,
  stage: { contacted: "已联系", confirmed: "已确认", submitted: "已移交" },
  dueIn: (what: string, left: number) =>
    left < 0 ? `${what}超时 ${duration(-left)}` : `${what}剩 ${duration(left)}`,
  driftMark: "⚠ 与存证不符",
  verifyUsage: "verify 只接受选项：--against 位置（可多次）、--partial、--json。",
  partialNeedsAgainst: "--partial 从外部检查点接着验证，需要用 --against 指明它在哪里。",
  verifying: (done: number, all: number) => `正在验证 ${done} / ${all} 条记录…`,
  inconsistency: (one: { message: string; expected: string; found: string }) =>
    `✗ ${one.message}（应为 ${one.expected}，实为 ${one.found}）`,
  verified: (count: number, notes: number, problems: number, seconds: number) =>
    problems > 0
      ? `验证了 ${count} 条记录和 ${notes} 个外部检查点，发现 ${problems} 处不符。请立即停止使用这份账本，并用备份核对。`
      : `验证了 ${count} 条记录和 ${notes} 个外部检查点，全部相符（${seconds.toFixed(1)} 秒）。`,
  proveUsage:
    "prove 需要一个订单，例如 prove 订单号 --out 证明.json；检查证明用 prove --check 证明.json --verifier 公钥行。",
  proved: (count: number, path: string, verifier: string) =>
    `已把 ${count} 条记录的证明写入 ${path}。核对时用公钥行：${verifier}`,
  checkNeedsVerifier: "请用 --verifier 写明公司公布的公钥行；证明文件自带的不能作数。",
  proofRefused: "这份证明不成立。",
  proofHolds: "证明成立：这些记录确实在检查点所指的账本里，没有被改动。",
  publishUsage: "publish 需要至少一个位置：一个文件夹，或 git:仓库路径#分支。",
  published: (size: number, name: string) => `已把 ${size} 条记录的检查点发布到 ${name}。`,
  nothingToPublish: "账本还是空的，没有可发布的检查点。",
  verifierLine: (line: string) => `核对签名用的公钥行：${line}`,
  exportUsage: "export 需要 --out 文件（.csv、.xlsx 或 .jsonl）和 --by 姓名。",
  exported: (count: number, path: string) =>
    `已导出 ${count} 个已确认且资料完整的订单到 ${path}，并已记录。`,
  erased: (count: number, dry: boolean) =>
    dry
      ? `有 ${count} 个订单的个人信息已过保存期。销毁后无法恢复，确认请加 --yes。`
      : `已销毁 ${count} 个订单的个人信息；存证仍可验证。旧备份里的密钥会随 backup prune 消失。`,
  badSettings: (path: string, problems: string) =>
    `设置文件“${path}”有错误：${problems}。请改好后再试，写法见 docs/orders.md。`,
  unreadable: (path: string, why: string) => `读不了“${path}”：${why}。请核对文件的位置和内容。`,
  sourceFailed: (source: string, why: string) =>
    `⚠ ${source} 刷新失败：${why}。会自动重试；超过 10 分钟请检查网络和密钥。`,
  sourceNews: (source: string, received: number, drifted: number) =>
    `${source}：新订单 ${received} 个${drifted > 0 ? `，⚠ 内容与存证不符 ${drifted} 个` : ""}。`,
  refreshOverdue: (source: string, gap: number) =>
    `⚠ ${source} 已有 ${duration(gap)}没有刷新成功。`,
  backupOverdue: (gap: number) =>
    `⚠ 已有 ${duration(gap)}没有备份，请运行 npm run backup -- create。`,
  dueNext: (id: string, due: string) => `下一个到期：订单 ${id}，${due}。`,
  publishFailed: (name: string, why: string) => `⚠ 检查点没能发布到 ${name}：${why}。`,
  watching: (origin: string, seconds: number) =>
    `订单台：${origin}/orders/　每 ${seconds} 秒刷新一次，按 Ctrl-C 停止。`,
  refreshed: (source: string, received: number, unchanged: number) =>
    `${source}：刷新成功，新订单 ${received} 个，无变化 ${unchanged} 个。`,
  noSources: "还没有设置订单来源。请在数据目录的 settings.yml 里写 sources，或用 import 导入文件。",
  setUpUsage:
    "setup 需要环境变量 DATABASE_OWNER_URL（数据库管理员的连接）和 --role 角色名（日常运行的角色，须已存在）。",
  setUp: (role: string) => `表已建好，角色“${role}”只能新增和读取账本。`,
};

const deedText: Readonly<Record<string, string>> = {
  contacted: "已联系",
  "no-answer": "联系未接通",
  confirmed: "已确认",
  submitted: "已移交产品运营部",
  remark: "备注",
  shipped: "已发货",
  completed: "已完成",
  cancelled: "已取消",
  refund: "退款",
};

/** `2 天 3 小时`, `9 分 05 秒`. */
export function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const [days, hours, minutes] = [86_400, 3_600, 60].map((one) => Math.floor(seconds / one));
  if (days) return `${days} 天 ${(hours ?? 0) % 24} 小时`;
  if (hours) return `${hours} 小时 ${(minutes ?? 0) % 60} 分`;
  return `${minutes} 分 ${String(seconds % 60).padStart(2, "0")} 秒`;
}
