/** The forge's only pages for people: signing in. Its API speaks GitHub's English. */
export const text = {
  title: "选择身份登录",
  lead: "这是本机的演示环境，登录不需要密码。请选择您要使用的身份。",
  brokenTitle: "无法登录",
  brokenRequest: "登录请求不完整、已过期，或不是从本网站发起的。请回到原来的页面，重新点击登录。",
};
