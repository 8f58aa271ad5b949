/** Everything a deploy says to a person. */
export const text = {
  keptOld: "新网站没有发布成功，访客看到的仍是旧网站。排除下面的原因后再运行一次。",
  unfinished:
    "新网站已经在线，但撤下的文件可能没有删干净，访客也许还能打开。请马上再运行一次，会从断处接着做。",
  mixed: "发布中断，而且没能全部放回旧文件：网站可能新旧混杂，请立即再发布一次。",
  missing: (program: string) => `这台机器上没有 ${program}，请先安装。`,
  noRelease: "没有更早的版本可以退回。",
  failed: (program: string, code: number | null, said: string) =>
    `${program} 没有成功（退出码 ${code ?? "无"}）：${said}`,
  unreachable: (url: string, status: string) => `打开 ${url} 得到 ${status}，不是刚发布的网站。`,
  otherCommit: (found: string, wanted: string) =>
    `网站显示的是提交 ${found}，刚发布的是 ${wanted}。可能还有缓存，或域名指向别处。`,
  otherFile: (path: string) => `${path} 与清单不符。`,
};
