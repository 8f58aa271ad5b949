/** Everything the sign-in relay says to a person. */
export const text = {
  signingIn: "正在登录…",
  stateLost: "登录请求已过期或不是从本页发起的，请关闭此窗口后重新登录。",
  unreadable: "登录服务的回答无法识别，请稍后再试。",
  denied: "您取消了授权，没有登录。",
  notAnOrigin: "只写到域名为止，末尾没有斜杠",
  badSettings: (problems: string) => `登录中转的设置不对：\n${problems}`,
  refused: (code: string) => `登录未完成（${code}），请关闭此窗口后重新登录。`,
};
