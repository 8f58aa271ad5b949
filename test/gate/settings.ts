/** The policy and the people that the gate's stories play under. */
export const policy = `
default_branch: main
ranks: [dept_lead, vp, gm]
roles:
  dept_lead:web: [wendy]
  dept_lead:product: [paul, pia]
  vp:web: [walt]
  gm: [grace]
classes:
  - { id: governance, match: [".github/**"], chain: ["dept_lead:web", "vp:web", gm] }
  - { id: layout, match: ["content/pages/home.md"], chain: ["dept_lead:web", "vp:web", gm] }
  - { id: takedown, match: ["content/**"], every: withdraws, chain: ["dept_lead:web"] }
  - id: restricted
    match: ["content/**"]
    when: { rights: [third-party], confidentiality: [confidential], flags: [allowance] }
    chain: ["dept_lead:web", gm]
  - { id: product, match: ["content/products/**"], chain: ["dept_lead:product"] }
  - { id: pages, match: ["content/**"], chain: ["dept_lead:web"] }
unclassified: governance
options:
  order: strict
  distinct_approvers: true
  exclude_contributors: true
  keep_if_content_identical: true
  unknown_commit_author: error
  approval_ttl_days: null
  required_count: {}
  delegations: []
  shared_accounts: []
  forbidden_modes: ["120000", "160000"]
  draft_labels: [decap-cms/draft]
  limits: { files: 3000, commits: 250 }
`;

export const names = {
  ed: ["艾迪", "网站编辑"],
  cora: ["柯菈", "企业文化专员"],
  wendy: ["温迪", "网站部门领导"],
  paul: ["保罗", "产品部门领导"],
  pia: ["皮娅", "产品部门领导"],
  walt: ["沃特", "分管领导"],
  grace: ["葛蕾", "总经理"],
} as const;

export type Login = keyof typeof names;
export const logins = Object.keys(names).filter((one): one is Login => one in names);

const people = logins
  .map((login) => `${login}: { name: ${names[login][0]}, title: ${names[login][1]} }\n`)
  .join("");

export function product(
  title: string,
  fields: Record<string, string> = {},
  body = "好用。",
): string {
  const lines = Object.entries({ title, status: "published", ...fields });
  return `---\n${lines.map(([key, value]) => `${key}: ${value}\n`).join("")}---\n\n${body}\n`;
}

const lines = (word: string) =>
  Array.from({ length: 12 }, (_, at) => `${word}第 ${at + 1} 行`).join("\n");

/** What main holds when a story begins. */
export const firstFiles: Readonly<Record<string, string>> = {
  ".github/approval.yml": policy,
  ".github/people.yml": people,
  "content/pages/home.md": product("首页"),
  "content/pages/about.md": product("关于我们"),
  "content/products/wok.md": product("炒锅", {}, lines("炒锅")),
  "content/products/kettle.md": product("水壶"),
  "content/products/secret.md": product("样品", { confidentiality: "confidential" }),
};
