import { readFileSync } from "node:fs";
import { parse } from "yaml";
import * as z from "zod";

const permissions = z.record(z.string(), z.string());
const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  env: z.record(z.string(), z.unknown()).optional(),
});
const job = z.object({
  permissions: permissions.optional(),
  environment: z.string().optional(),
  "timeout-minutes": z.number().optional(),
  steps: z.array(step),
});
const workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: permissions.optional(),
  jobs: z.record(z.string(), job),
});

type Workflow = z.infer<typeof workflow>;
type Job = z.infer<typeof job>;
type Step = z.infer<typeof step>;

/** Events whose run takes the workflow file and the code from the default branch alone. */
const trusted = ["pull_request_target", "workflow_run", "schedule", "workflow_dispatch", "push"];

/** What each workflow may be started by; a file that is not named here has no business to be there. */
const triggers: Readonly<Record<string, readonly string[]>> = {
  "approval.yml": ["pull_request_target", "workflow_run", "workflow_dispatch"],
  "backup.yml": ["schedule", "workflow_dispatch"],
  "ci.yml": ["pull_request"],
  "publish.yml": ["push", "schedule", "workflow_dispatch"],
  "signal.yml": ["pull_request_review"],
  "sweep.yml": ["schedule", "workflow_dispatch"],
};

/** The only rights to write that a job's token has anywhere. */
const writes: readonly string[] = ["publish.yml/pages/pages", "publish.yml/pages/id-token"];

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

/** What our own rules say against a workflow; actionlint knows the language, these the dangers. */
export function problemsOf(file: string, source: string): string[] {
  const parsed = workflow.safeParse(parse(source));
  if (!parsed.success) return [`cannot be read: ${parsed.error.message}`];
  const { data } = parsed;
  const whole = [
    ...startProblems(file, data),
    ...(Object.keys(data.permissions ?? { missing: "" }).length > 0
      ? ["permissions are not {} by default"]
      : []),
    ...pullRequestCode(data, source),
    ...pinProblems(source),
  ];
  const each = Object.entries(data.jobs).flatMap(([name, one]) => [
    ...jobProblems(file, name, one, data),
    ...one.steps.flatMap((each) => stepProblems(each).map((what) => `${name}: ${what}`)),
  ]);
  return [...whole, ...each];
}

function startProblems(file: string, { on }: Workflow): string[] {
  const wanted = triggers[file] ?? [];
  return JSON.stringify(Object.keys(on)) === JSON.stringify(wanted)
    ? []
    : [`is started by ${Object.keys(on).join(", ")}, not by ${wanted.join(", ")}`];
}

// Which words lead to a pull request's own commit, wherever they stand.
const leads =
  /head_ref|head\.(ref|sha|repo)|head_sha|head_branch|refs\/pull|merge_commit_sha|allow-unsafe-pr-checkout/;

function pullRequestCode({ on }: Workflow, source: string): string[] {
  const isTrusted = Object.keys(on).every((one) => trusted.includes(one));
  return isTrusted && leads.test(source) ? ["reaches for the code of a pull request"] : [];
}

function pinProblems(source: string): string[] {
  return source
    .split("\n")
    .filter((line) => /\buses:/.test(line))
    .filter((line) => !/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))
    .map((line) => `is not pinned by commit: ${line.trim()}`);
}

function jobProblems(file: string, name: string, one: Job, { on }: Workflow): string[] {
  const secret = JSON.stringify(one).includes("secrets.");
  const untrusted = Object.keys(on).filter((event) => !trusted.includes(event));
  const write = Object.entries(one.permissions ?? {})
    .filter(([, level]) => level !== "read")
    .map(([what]) => `${file}/${name}/${what}`)
    .filter((what) => !writes.includes(what));
  return [
    ...(one.permissions ? [] : [`${name} does not say its permissions`]),
    ...write.map((what) => `${what} may write`),
    ...(one["timeout-minutes"] ? [] : [`${name} has no time limit`]),
    ...(secret && !one.environment ? [`${name} has a secret without an environment`] : []),
    ...(one.environment && untrusted.length > 0
      ? [`${name} has an environment and is started by ${untrusted.join(", ")}`]
      : []),
  ];
}

function stepProblems({ uses = "", run, with: settings = {} }: Step): string[] {
  if (run !== undefined) return commandProblems(run);
  if (!uses.startsWith("actions/checkout@")) return [];
  const { ref = defaultBranch } = settings;
  return [
    ...(settings["persist-credentials"] === false ? [] : ["checkout leaves its token behind"]),
    ...(ref === defaultBranch ? [] : [`checks out ${ref}`]),
    ...("repository" in settings ? ["checks out another repository"] : []),
  ];
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: the language of workflows
const defaultBranch = "${{ github.event.repository.default_branch }}";

function commandProblems(run: string): string[] {
  if (run === "true" || run === "npm ci") return [];
  const name = /^npm run ([a-z]+)( -- [\w $"-]+(\.bundle)?)?$/.exec(run)?.[1];
  return name && Object.hasOwn(scripts, name) ? [] : [`"${run}" is no command of ours`];
}
