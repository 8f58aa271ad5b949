import { devNull } from "node:os";

export type Environment = Readonly<Record<string, string | undefined>>;

// What git needs from its surroundings: programs, and the way through a company's proxy.
const passed = [
  "PATH",
  "SystemRoot",
  "TMPDIR",
  "TEMP",
  "http_proxy",
  "https_proxy",
  "HTTPS_PROXY",
  "all_proxy",
  "ALL_PROXY",
  "no_proxy",
  "NO_PROXY",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "GIT_SSL_CAINFO",
];

/** The environment of every git process: nobody's settings, no questions, plain English. */
export function gitEnvironment(
  outer: Environment,
  config: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = passed.flatMap((name) => {
    const value = outer[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(kept),
    LC_ALL: "C",
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_ATTR_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    ...configEnvironment(config),
  };
}

// Settings travel in the environment: a token on a command line can be read by everybody on the
// machine, and one in a file outlives the process.
function configEnvironment(config: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(config);
  const pairs = entries.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(entries.length), ...Object.fromEntries(pairs) };
}

/** Only the protocol of `url`, no hooks, and the token for that origin alone. */
export function remoteConfig(url: string, token: string | null): Record<string, string> {
  const { protocol, origin } = new URL(url);
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return {
    "core.hooksPath": devNull,
    "credential.helper": "",
    "protocol.allow": "never",
    [`protocol.${protocol.slice(0, -1)}.allow`]: "always",
    ...(token === null ? {} : { [`http.${origin}/.extraHeader`]: `Authorization: Basic ${basic}` }),
  };
}
