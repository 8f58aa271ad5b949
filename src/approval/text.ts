import type { IgnoredReason, Reason } from "./decision.ts";

/** Every word the gate says to a person. */

export const ignoredText: Record<IgnoredReason, string> = {
  UNKNOWN_REVIEWER: "签字的账号已不存在，无法确认是谁签的",
  BOT_REVIEW: "机器账号不能代替人签字",
  SELF_APPROVAL: "作者不能给自己的变更签字",
  CONTRIBUTOR_APPROVAL: "参与过修改的人不能给同一项变更签字",
  NOT_ELIGIBLE: "签字人不在这项变更的审批名单里，或签字时不在代理期内",
  SUPERSEDED: "之后本人改了意见，或之后的签字被撤销",
  STALE_APPROVAL: "签字之后内容改过或改了合并目标，需要重新看过再签",
  EXPIRED: "签字已超过有效期，需要重新签",
  OUT_OF_TURN: "前面的级别还没签齐就签了，轮到时需要再签一次",
  SAME_PERSON: "同一个人只能代表一个级别签字，这一级要由另一个人签",
  NOT_NEEDED: "能签的栏都已经有别的签字，不需要重复",
};

export const reasonText: Record<Exclude<Reason, IgnoredReason>, string> = {
  ALL_STAGES_APPROVED: "全部签字已齐，可以发布。",
  ALL_ENTRIES_APPROVED: "合并队列里的每一项都已批准。",
  WAITING: "正在等待签字。",
  NO_ELIGIBLE_APPROVER: "轮到的这一级现在没有人可以签字。",
  NOT_SUBMITTED: "还是草稿，没有提交审批。",
  CHANGES_REQUESTED: "已退回修改。",
  VETO_DISMISSED_BY_UNAUTHORISED: "退回意见被无权的人撤销，或无法确认撤销前的意见，因此仍然有效。",
  FORBIDDEN_FILE_MODE: "变更里有不允许的文件类型（如符号链接或子模块）。",
  MERGE_GROUP_ENTRY_NOT_APPROVED: "合并队列里有未批准的变更，或队列是空的。",
  POLICY_INVALID: "审批规则文件 .github/approval.yml 有错误，在修好之前什么都不能发布。",
  AUTHOR_UNKNOWN: "无法确认变更的作者：账号已注销，或是多人共用的账号。",
  FILE_LIST_INCOMPLETE: "没有取得完整的文件清单，无法判断由谁审批。",
  COMMIT_LIST_INCOMPLETE: "没有取得完整的提交记录，无法确认谁参与过修改。",
  NO_FILES: "没有任何改动，不需要审批，也不能合并。",
  UNKNOWN_COMMIT_AUTHOR: "有提交无法对应到一个人的账号。",
  PR_NOT_OPEN: "这项变更已经关闭，不再审批。",
  BASE_NOT_GOVERNED: "这项变更不是提交到网站主分支的，不在审批范围内。",
  HEAD_MOVED: "判断期间内容又有更新，正在重新判断。",
};

/** What to do next, where no signature is waited for. */
export const nextText: Partial<Record<Reason, string>> = {
  ALL_STAGES_APPROVED: "下一步：系统自动发布，无需操作。",
  NOT_SUBMITTED: "下一步：请编辑写完后提交审批，之后才开始签字。",
  CHANGES_REQUESTED: "下一步：请提交人按意见修改后，由退回的人重新签字。",
  VETO_DISMISSED_BY_UNAUTHORISED:
    "下一步：请退回的人重新签字，或由本人、同级或上级审批人撤销退回意见。",
  FORBIDDEN_FILE_MODE: "下一步：请去掉这些文件后重新提交。",
  MERGE_GROUP_ENTRY_NOT_APPROVED: "下一步：请先签齐未批准的变更，再排队合并。",
  POLICY_INVALID: "下一步：请网站管理员按下列问题修好规则文件。",
  AUTHOR_UNKNOWN: "下一步：请本人用自己的账号重新提交。",
  FILE_LIST_INCOMPLETE: "下一步：变更过大时请拆成几次提交，否则请网站管理员查看读取故障。",
  COMMIT_LIST_INCOMPLETE: "下一步：变更过大时请拆成几次提交，否则请网站管理员查看读取故障。",
  NO_FILES: "下一步：请关闭这项变更，或补上要发布的改动。",
  UNKNOWN_COMMIT_AUTHOR: "下一步：请提交人把提交邮箱绑定到自己的账号后重新提交。",
};

export const rankText: Readonly<Record<string, string>> = {
  dept_lead: "部门领导",
  vp: "分管领导",
  gm: "总经理",
  culture: "企业文化专员",
};

export const departmentText: Readonly<Record<string, string>> = {
  web: "网站",
  product: "产品",
  marketing: "市场",
};

export const classText: Readonly<Record<string, string>> = {
  governance: "制度与程序",
  layout: "版面改版",
  takedown: "下架",
  restricted: "涉密或有版权的内容",
  product: "产品",
  news: "新闻",
  affairs: "大事与来访",
  pages: "公司页面",
  banners: "广告横幅",
  accounts: "官方账号",
  duty: "值班",
  jobs: "招聘",
  replies: "客服用语",
};

export const text = {
  stage: (rank: string) => `现在轮到：${rank}。`,
  waitingFor: (people: string) => `下一步：请 ${people} 在审批页面签字。`,
  nobody: "下一步：请网站管理员在审批规则里补充审批人或设代理人。",
  by: (person: string) => `退回人：${person}。`,
  vetoAt: (time: string) => `退回时间：${time}。`,
  sibling: "同一个提交上还有别的未结变更，检查结果取其中最差的；请先处理那一项。",
  classLine: (name: string, paths: string, chain: string) =>
    `涉及${name}（${paths}），依次由 ${chain} 签字。`,
  andMore: (count: number) => ` 等另外 ${count} 个`,
  step: (at: number, rank: string, slots: string) => `第 ${at} 步 ${rank}：${slots}`,
  slot: (role: string, signed: string) => `${role}——${signed}`,
  signature: (person: string, at: string) => `${person} 已于 ${at} 签字`,
  open: (missing: number) => `等待 ${missing} 人签字`,
  later: (missing: number) => `尚缺 ${missing} 人签字`,
  holders: (names: string) => `（可签字：${names}）`,
  noHolder: "暂无",
  ignored: (person: string, at: string, reason: string) =>
    `${person} ${at} 的签字不计入：${reason}。`,
  unknownPerson: "已注销的账号",
  unknownTime: "时间不明",
  or: " 或 ",
  and: "、",
  also: "；",
  followedBy: " → ",
};

/** What was found wrong, and where. */
export const detailText = {
  base: (base: string, governed: string) => `合并目标是“${base}”，受审批保护的是“${governed}”。`,
  shared: (login: string) => `“${login}”是多人共用的账号。`,
  entry: (number: number) => `#${number} 还没有批准。`,
  unreadable: (section: string) => `快照里的“${section}”无法读取。`,
  partial: (length: number, total: number) => `清单有 ${length} 条，平台报告 ${total} 条。`,
  overLimit: (total: number, limit: number) => `共 ${total} 条，超过上限 ${limit} 条。`,
  atLimit: (length: number, limit: number) =>
    `取得 ${length} 条，已到上限 ${limit} 条，后面可能还有。`,
  noPreviousPath: (path: string) => `“${path}”是改名，但不知道原来的路径。`,
  noMode: (path: string) => `“${path}”没有文件模式。`,
  noHead: (head: string) => `提交记录里没有最新的提交 ${head.slice(0, 12)}。`,
  mode: (path: string, mode: string) => `“${path}”的文件模式是 ${mode}。`,
  unlinked: (sha: string) => `提交 ${sha.slice(0, 12)} 的作者或提交人不是一个人的账号。`,
  label: (label: string) => `带有草稿标签“${label}”。`,
};

/** What makes a policy invalid. */
export const problemText = {
  missing: "缺少这一项",
  rankTwice: (rank: string) => `ranks：“${rank}”写了两次`,
  classTwice: (id: string) => `classes：“${id}”写了两次`,
  negated: (id: string, glob: string) =>
    `classes.${id}.match：“${glob}”是排除写法，请把要包含的路径写出来`,
  noSuchRank: (id: string, slot: string) => `classes.${id}.chain：“${slot}”的级别不在 ranks 里`,
  noSuchRole: (place: string, role: string) => `${place}：roles 里没有“${role}”`,
  noSuchClass: (id: string) => `unclassified：classes 里没有“${id}”`,
};

/** What is allowed in a policy but hardly meant. */
export const reviewText = {
  emptyRole: (role: string) => `角色 ${role} 没有人，需要它签字的变更会一直等待；请补充审批人。`,
  unreachable: (id: string) =>
    `类别 ${id} 匹配不到任何路径：都被前面的类别先匹配了；请调整顺序或写法。`,
  flag: (id: string, flag: string) =>
    `类别 ${id} 写了不存在的标志“${flag}”，因此匹配不到文件；可用的是 withdraws 和 allowance。`,
  signsTwice: (id: string) =>
    `类别 ${id} 的签字链需要同一个人签两级，永远签不齐；请给其中一级增加审批人。`,
  tooFew: (id: string, role: string, needed: number) =>
    `类别 ${id} 要求 ${role} 有 ${needed} 人签字，但可签字的人不够；请补充审批人。`,
  delegationOver: (role: string, to: string) => `${to} 对 ${role} 的代理已经到期；请删除或延长。`,
  delegationVoid: (role: string, from: string) =>
    `${from} 不担任 ${role}，以其名义的代理无效；请更正 from。`,
};

/** The table of who approves what. */
export const tableText = {
  title: "# 谁审批什么",
  note: "本表由 `.github/approval.yml` 和 `.github/people.yml` 生成，请勿手改；改规则后运行 `npm run derive`。",
  how: "每个文件属于从上往下第一个匹配的类别。一项变更涉及几类时，各类的签字都要；级别按 部门领导 → 分管领导 → 总经理 的顺序，前一级签齐之后的签字才有效。",
  head: "| 类别 | 文件 | 依次签字 |\n|---|---|---|",
  row: (name: string, files: string, chain: string) => `| ${name} | ${files} | ${chain} |`,
  named: (name: string, id: string) => `${name}（${id}）`,
  every: (flag: string) => `仅当每个文件都是${flag}`,
  when: (conditions: string) => `仅当 ${conditions}`,
  anyOf: " 或 ",
  isOneOf: (key: string, values: string) => `${key} 为 ${values}`,
  allowance: "放宽合规检查",
  withdraws: "下架",
  unclassified: "其余一切文件",
  peopleTitle: "## 谁担任什么",
  peopleHead: "| 角色 | 人 |\n|---|---|",
  peopleRow: (role: string, people: string) => `| ${role} | ${people} |`,
  deputy: (person: string, from: string, start: string, end: string) =>
    `${person}（代 ${from}，${start} 起至 ${end} 前）`,
  nobody: "（暂无）",
  slot: (role: string, people: string) => `${role}：${people}`,
  needed: (count: number) => `（需 ${count} 人）`,
};

/** The derived CODEOWNERS file, read by GitHub and by developers. */
export const codeownersText = {
  head: "# Derived from .github/approval.yml by `npm run derive`; do not edit. The last match wins.",
};

export const simulateText = {
  notJson: (line: number) => `第 ${line} 行不是 JSON，没有为它作出决定；请改正后重新运行。`,
};
