import { serve } from "@hono/node-server";
import { relay } from "../src/relay/relay.ts";
import { relaySettings } from "../src/relay/settings.ts";
import { text } from "../src/relay/text.ts";

const usage = `用法：npm run relay
  登录中转：编辑台的登录窗口经它到 GitHub，换得的令牌只交给列出的网站
  --help   显示本说明
读环境变量：
  COUNTERSIGN_RELAY          中转自己的地址，如 https://login.example.com
  COUNTERSIGN_RELAY_SITES    可以登录的网站，用空格隔开；只写到域名，如 https://www.example.com，不写路径
  COUNTERSIGN_OAUTH_ID       OAuth App 的 Client ID
  COUNTERSIGN_OAUTH_SECRET   OAuth App 的 Client secret
  COUNTERSIGN_OAUTH_SCOPE    repo（默认）；公开仓库用 public_repo 即可
  COUNTERSIGN_API            GitHub 接口的地址，默认 https://api.github.com；自建的 GitHub 才要写
  PORT                       端口，默认 8787；只在本机监听，由反向代理加上 https
退出码：0 正常结束；2 用法或设置不对，或端口被占用；70 出错。`;

function main([flag, ...rest]: readonly string[]): number {
  if (flag === "--help") {
    console.log(usage);
    return 0;
  }
  if (flag !== undefined || rest.length > 0) return misused(`不认识“${flag}”。`);
  try {
    const app = relay(relaySettings(process.env));
    listen(app, Number(process.env.PORT ?? 8787));
    return 0;
  } catch (error) {
    return misused(error instanceof Error ? error.message : String(error));
  }
}

function listen(app: ReturnType<typeof relay>, port: number): void {
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, (at) =>
    console.log(`登录中转在 http://127.0.0.1:${at.port} 等候。`),
  );
  server.once("error", (error) => {
    const isBusy = "code" in error && error.code === "EADDRINUSE";
    console.error(isBusy ? text.portBusy(port) : error);
    process.exitCode = isBusy ? 2 : 70;
  });
}

function misused(problem: string): number {
  console.error(`${problem}\n${usage}`);
  return 2;
}

process.exitCode = main(process.argv.slice(2));
