/** Everything the studio says to a person. */
export const text = {
  claimed: (dir: string) =>
    `另一个会签工作室正在使用 ${dir}，两个同时写会互相覆盖。请先在它的窗口里按 Ctrl-C 停止，再启动。`,
  portBusy: (busy: number, used: number) => `端口 ${busy} 已被占用，改用 ${used}。`,
  portsBusy: (first: number, last: number) =>
    `端口 ${first} 到 ${last} 都被占用。请关闭占用的程序，或用 PORT=端口号 npm start 另选一个。`,
  portInvalid: (given: string) => `PORT 应为 1 到 65535 的整数，现在是“${given}”。`,
  preparing: "正在准备（首次启动约需十几秒）…",
  resumed: "继续上一次的工作。要从工作区重新开始：npm start -- --reset",
  seeded: "已用当前工作区建立演示仓库。",
  gitMissing: "找不到 git，或版本低于 2.38。请先安装较新的 git，再运行 npm start。",
  ready: (seconds: string) => `会签工作室已就绪（${seconds} 秒）`,
  addresses: (origin: string) => [
    `  网站        ${origin}/`,
    `  编辑台      ${origin}/admin/`,
    `  审批台      ${origin}/admin/review/`,
    `  订单台      ${origin}/orders/`,
  ],
  people: "可以登录的人（登录页上直接选，无需密码）：",
  person: (login: string, name: string, title: string) => `  ${login.padEnd(8)} ${name}  ${title}`,
  git: (address: string, name: string, email: string) => [
    "网页设计用 git 修改网站（推送分支后，在审批台发起审批）：",
    `  git clone -c user.name=${name} -c user.email=${email} ${address}`,
  ],
  robotBroken: (names: readonly string[]) =>
    `群机器人没有启用：环境变量 ${names.join("、")} 没有设好，其余照常。`,
  stopHint: "按 Ctrl-C 停止。",
  stopping: "正在停止…",
  stopped: "已停止。下次 npm start 会从这里继续。",
  building: (sha: string) => `正在生成网站（${sha.slice(0, 7)}）…`,
  published: (sha: string, seconds: string) =>
    `网站已更新到 ${sha.slice(0, 7)}（生成用时 ${seconds} 秒）。`,
  live: (number: number, title: string, seconds: string) =>
    `第 ${number} 号变更“${title}”已上线：从最后一个签字到页面可见 ${seconds} 秒。`,
  buildFailed: (sha: string) => `网站生成失败（${sha.slice(0, 7)}），继续使用旧网站。原因：`,
  previewBuilding: "正在生成预览",
  previewReady: "预览已生成",
  previewBroken: (sha: string, log: string) =>
    `预览生成失败（${sha.slice(0, 7)}），不影响网站。原因：\n${log}`,
  previewFailed: "预览生成失败，请查看内容检查的结果",
  noSite: "网站还没有生成成功，请查看终端里的原因。修好之后再次合并即可。",
  notFound: "没有这个页面",
  previewMissing: "预览还没有生成，请稍候刷新。",
  usage: [
    "用法：npm start [-- --reset]",
    "",
    "在本机启动会签工作室：网站、编辑台、审批台和内置的代码托管服务。",
    "  --reset   丢弃上一次的状态，从工作区重新开始",
    "  --help    显示本说明",
    "环境变量 PORT 指定端口（默认 4321）。轮到谁签字要通知到群里：COUNTERSIGN_ROBOT 写 wecom 或",
    "dingtalk，COUNTERSIGN_ROBOT_URL 写机器人的地址，钉钉加签的密钥写 COUNTERSIGN_ROBOT_SECRET。",
  ].join("\n"),
  unknownOption: (option: string) => `不认识的参数“${option}”。`,
};
