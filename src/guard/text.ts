/** Every word of `npm run github`. */
export const text = {
  badSettings: (problems: readonly string[]) =>
    `.github/github.yml 有错误，请改好后再试：\n${problems.map((one) => `  ${one}`).join("\n")}`,
  notRelay: (given: string) =>
    `“${given}”不行：可以写 null（每人用自己的令牌登录），或登录中转的地址，如 https://login.example.com，到域名为止，没有路径，末尾没有斜杠`,
  repository: "合并方式：只能压缩合并，合并后删除分支",
  actions: "Actions：只许用 GitHub 自己的动作，并固定到提交",
  actionsLoss: "任何人的动作都能在仓库里运行。",
  jobToken: "Actions 的默认令牌：只读，不能批准变更",
  environment: (name: string) => `环境 ${name}：只有主分支能读它的密钥`,
  environmentLoss:
    "密钥没有地方安全存放：放在仓库密钥里，任何有写权限的人都能从自己的分支读出审批应用的私钥，冒充审批结果。请升级套餐，或者不用 Actions 而在自己的机器上常驻运行 npm run approval -- run。",
  label: (name: string) => `标签 ${name}`,
  draftLabel: "草稿，还没有提交审批",
  reviewLabel: "审批中",
  publishLabel: "签字已齐，等待发布",
  ruleset: "主分支规则集 countersign：只能经变更合并，无人可绕过",
  rulesetLoss:
    "有写权限的人可以直接推送主分支，绕过全部签字；审批只剩提醒作用。请升级套餐，或者把仓库设为公开。",
  hidden: "（看不到）",
  runSetup: "运行 npm run github -- setup",
  appMissing:
    "还没有填写审批应用的编号。请先创建应用，把编号填进 .github/github.yml 的 app.id，经审批合并后再运行 setup。",
  app: "审批应用：编号与权限",
  appNumber: "（填写 .github/github.yml 的 app.id）",
  appRepair:
    "在 GitHub 的 Developer settings → GitHub Apps 里按 docs/go-live.zh-CN.md 第 2 步创建或补齐权限，并安装到本仓库；编号和短名填进 .github/github.yml",
  key: "审批应用的私钥在环境 approval 里",
  keyRepair: (name: string, environment: string) =>
    `仓库 Settings → Environments → ${environment} → Add environment secret，名称 ${name}，内容为私钥文件全文`,
  looseSecrets: "没有任何仓库密钥（写权限的人都读得到）",
  looseSecretsRepair:
    "仓库 Settings → Secrets and variables → Actions 里删除这些密钥，改放进对应的环境；被放过的私钥要作废重发",
  workflows: "工作流都在，并且没有被停用",
  workflowsRepair: "运行 npm run github -- setup 重新启用；缺少的文件从模板恢复",
  codeowners: "CODEOWNERS 没有 GitHub 不认的行",
  codeownersRepair: "把这些人加为有写权限的协作者，或改 .github/approval.yml 后运行 npm run derive",
  approver: (login: string) => `签字人 ${login} 有写权限（否则 GitHub 不计他的签字）`,
  approverRepair:
    "仓库 Settings → Collaborators and teams 里加为 Write；登录名拼错则改 .github/approval.yml",
  fine: (title: string) => `✓ ${title}`,
  differs: (title: string) => `✗ ${title}`,
  unseen: (title: string) =>
    `？ ${title}：看得到的都一致；谁可以绕过只有管理员看得到，请定期用管理员的令牌运行 doctor`,
  withheld: (title: string) => `！${title}：账号的套餐不提供`,
  loss: (what: string) => `    失去的保护：${what}`,
  saidByGitHub: (message: string) => `    GitHub 的答复：${message}`,
  repair: (how: string) => `    修复：${how}`,
  failed: (title: string, message: string) => `✗ ${title}：没有成功。${message}`,
  partlyUnseen: (count: number) =>
    `另有 ${count} 项现在的身份看不全（标“？”），不算一致：请用管理员的令牌再运行一次 doctor。`,
  allFine: (count: number) => `全部 ${count} 项与规定一致。`,
  drift: (count: number, all: number) => `${all} 项里有 ${count} 项与规定不一致。`,
  planned: (count: number) =>
    count === 0 ? "没有需要改的。" : `以上 ${count} 项会被修改；去掉 --dry-run 执行。`,
  changed: (count: number) => (count === 0 ? "没有需要改的。" : `已修改 ${count} 项，并读回核对。`),
  byHand: (count: number) => `还有 ${count} 项要人来做，见上。`,
};
