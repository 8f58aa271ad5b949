/** Everything the sign-in relay says to a person. */
export const text = {
  signingIn: "正在登录…",
  stateLost: "登录请求已过期或不是从本页发起的，请关闭此窗口后重新登录。",
  unreadable: "登录服务的回答无法识别，请稍后再试。",
  denied: "您取消了授权，没有登录。",
  notAnOrigin: (given: string) =>
    `“${given}”要写成 https://www.example.com 的样子，到域名（和端口）为止，没有路径，末尾没有斜杠`,
  badSettings: (problems: readonly string[]) =>
    `登录中转的设置不对：\n${problems.map((one) => `  ${one}`).join("\n")}`,
  portBusy: (port: number) =>
    `端口 ${port} 已被占用，登录中转没有启动。请换一个端口，例如 PORT=${port + 1} npm run relay，反向代理也指向它。`,
  refused: (code: string) => `登录未完成（${code}），请关闭此窗口后重新登录。`,
};
