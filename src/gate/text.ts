/** Every word the gate writes on GitHub. */
export const text = {
  waiting: (rank: string, at: number, of: number) =>
    `等待 ${rank} 签字（第 ${at} 级，共 ${of} 级）`,
  nobody: (rank: string) => `${rank} 现在没有人可以签字`,
  draft: "草稿，还没有提交审批",
  approved: "签字已齐",
  conflicting: "签字已齐，与已发布的内容有冲突",
  vetoed: (person: string) => `${person} 退回修改`,
  mended: (person: string) => `已按退回意见修改，等待 ${person} 重新看`,
  error: "无法批准",
  unavailable: "暂时无法判断",
  unavailableSummary:
    "读取这项变更时出了错，在能够重新判断之前不会批准。系统会自动重试，不需要操作；长时间不恢复请联系网站管理员。",
  fromFork: "这项变更来自另一个仓库，无法确认是谁推送的。请把分支推到本仓库后重新提交。",
  noHistory: "这项变更与主分支没有共同的历史，无法比较改了什么。请从主分支重新开一个分支提交。",
  conflict: (paths: readonly string[]) =>
    `签字已齐，但与刚发布的内容改到了同一处，无法自动合并：${paths.map((path) => `\`${path}\``).join("、")}。请编辑打开这一条，核对后重新保存；内容变化的部分需要重新签字。`,
  refused: (message: string) => `签字已齐，但仓库规则暂时不允许合并：${message}`,
  settled: "之前的合并问题已经解决。",
  sibling: (number: number) => `## 变更 #${number}`,
  shared: (numbers: readonly number[]) =>
    `${numbers.map((number) => `#${number}`).join("、")} 是同一个提交，检查结果取其中最差的。`,
  contentPassed: "内容检查通过",
  contentPassedSummary: (count: number) => `检查了 ${count} 个文件，没有问题。`,
  contentFailed: (count: number) => `内容有 ${count} 处需要修改`,
  contentWarned: (count: number) => `内容检查通过，有 ${count} 处提醒`,
  contentMore: (count: number) => `另有 ${count} 处未在此列出，改好后会继续显示。`,
  finding: (path: string, line: number, message: string) =>
    `- \`${path}\` 第 ${line} 行：${message}`,
  verb: { added: "新增", removed: "删除", modified: "修改", withdrawn: "下架" },
  subject: (verb: string, what: string, title: string) => `${verb}${what}：${title}`,
  andMore: (subject: string, count: number) => `${subject} 等 ${count} 项`,
  chat: "【会签】",
  yourTurn: (names: string) => `轮到 ${names} 签字`,
  whatWaits: (what: string, number: number, author: string) =>
    `${what}（第 ${number} 号，${author} 提交）`,
  managersTold: (names: string) => `撤下内容，按制度 6.7 条知会总经理 ${names}`,
  discreet: "一项涉密、有版权或官方账号的变更",
  or: " 或 ",
  cut: "（内容过长，其余略去）",
};

/** Every word of the clock of rule 5.2. */
export const clockText = {
  warned: (what: string, hours: number) =>
    `！${what}：签齐已 ${hours} 小时，还没有上线（限 48 小时）`,
  overdue: (what: string, hours: number) =>
    `✗ ${what}：签齐已 ${hours} 小时，超过 48 小时还没有上线`,
  change: (number: number) => `变更 #${number}`,
};

/** Every word of an audit. */
export const auditText = {
  neverMerged: (branch: string, count: number) =>
    `${branch} 上还没有任何经审批合并的提交，因此全部 ${count} 个都列出来，不算通过。建仓库时的提交没有审批记录是正常的；请逐个认过，以后可只核对其后的：npm run audit -- 最后认过的提交..${branch}`,
  since: (sha: string, at: string, before: number) =>
    `从第一个经审批合并的提交 ${sha.slice(0, 12)}（${at}）查起；${before > 0 ? `它之前的 ${before} 个提交没有核对，要核对请写明范围` : "它之前没有提交"}。`,
  noRecord: "没有审批记录：不是经审批合并的",
  notSquashed: "不是一次压缩合并",
  otherPolicy: "记录里的审批规则与合并时主分支上的不同",
  otherContent: "内容与签字时看到的不同",
  incomplete: (why: string) => `按当时的规则签字不齐：${why}`,
  notMerged: (kind: string | null) =>
    kind === null ? "GitHub 没有它的推送记录" : `不是由变更合并进来的（${kind}）`,
  otherPull: (number: number) => `GitHub 上的变更 #${number} 与记录不符`,
  noReview: (review: number, user: string) => `GitHub 上没有 ${user} 的这次签字（${review}）`,
  headMissing:
    "本地没有签字时的提交，无法比较内容；先运行 git fetch origin '+refs/pull/*:refs/pull/*'",
};

export const noClone = "这里不是 git 仓库。请在网站仓库的文件夹里运行。";

/** Every word of a takedown. */
export const takedownText = {
  title: (paths: readonly string[]) =>
    paths.length === 1 ? `撤下 ${paths[0]}` : `撤下 ${paths[0]} 等 ${paths.length} 个文件`,
  reason: (reason: string) => `**原因**：${reason}`,
  file: (path: string) => `### \`${path}\``,
  change: (what: string, at: string, author: string, signers: readonly string[]) =>
    `- ${what}，${at} 发布，作者 ${author}，${signers.length > 0 ? `签字 ${signers.join("、")}` : "没有签字记录"}`,
  signer: (role: string, person: string, at: string) => `${role} ${person} ${at}`,
  tell: (logins: readonly string[]) =>
    `${logins.map((login) => `@${login}`).join(" ")} 按制度 6.7 条知会总经理。`,
  noStatus: (path: string) => `“${path}”没有上下架状态，撤不下来。请直接修改内容并提交审批`,
  missing: (path: string) => `主分支上没有“${path}”，请核对路径`,
};
