import { type HistoryCommit, openHistory } from "../adapters/git/history.ts";
import { openMirror } from "../adapters/git/mirror.ts";
import type { GitHubSettings } from "../adapters/github/client.ts";
import { openGitHub } from "../adapters/github/open.ts";
import { type Robot, speak } from "../adapters/robot.ts";
import { askOf } from "./events.ts";
import type { ContentCheck } from "./findings.ts";
import { createGate, type Gate, type Outcome } from "./gate.ts";
import { createHerald, type Herald } from "./herald.ts";
import { createRunner, type Runner } from "./runner.ts";
import { createWebhook } from "./webhook.ts";

export interface GateSettings extends GitHubSettings {
  /** Null where no deliveries are expected: then every one is refused. */
  readonly webhookSecret: string | null;
  /** A folder for the gate's own copy of the repository. */
  readonly mirror: string;
  /** The process environment; git gets PATH and the proxy settings of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly checkContent: ContentCheck;
  /** A chat that hears whose turn it is, and where the desk is that the message leads to. */
  readonly robot?: { readonly robot: Robot; readonly desk: string } | null;
  readonly now: () => number;
  readonly log: (message: string, error?: unknown) => void;
  /** Hears of each evaluation. */
  readonly onOutcome?: (outcome: Outcome) => void;
}

export interface RunningGate extends Runner, Pick<Gate, "evaluate" | "explain"> {
  /** The default branch as it is now, the newest commit first. */
  history(): Promise<readonly HistoryCommit[]>;
  /** Takes one webhook delivery. */
  handle(request: Request): Promise<Response>;
}

/** Signs in and opens the mirror. Nothing is judged before the first event or sweep. */
export async function openGate(settings: GateSettings): Promise<RunningGate> {
  const { now, log, env } = settings;
  const github = await openGitHub(settings);
  const git = await openMirror({
    dir: settings.mirror,
    url: github.cloneUrl,
    token: github.token,
    env,
  });
  const herald = heraldOf(settings);
  const gate = createGate({
    github,
    git,
    now,
    log,
    checkContent: settings.checkContent,
    announce: herald.announce,
  });
  const runner = createRunner(gate, { log, done: settings.onOutcome });
  const self = { appId: github.appId, login: github.self, defaultBranch: github.defaultBranch };
  return {
    ...runner,
    async idle() {
      await runner.idle();
      await herald.idle();
    },
    evaluate: gate.evaluate,
    explain: gate.explain,
    async history() {
      await git.fetch({ branches: [github.defaultBranch], shas: [] });
      return openHistory(settings.mirror, env).commits(await git.tip(github.defaultBranch));
    },
    handle: createWebhook({
      secret: settings.webhookSecret,
      runner,
      read: (event, payload) => askOf(event, payload, self),
    }),
  };
}

const silent: Herald = { announce: () => undefined, idle: async () => undefined };

function heraldOf({ robot: chat, now, log }: GateSettings): Herald {
  if (!chat) return silent;
  return createHerald({
    speak: (message) => speak(chat.robot, message, now()),
    link: (number) => `${chat.desk}?pr=${number}`,
    log,
  });
}
