import { readIdentities } from "../../adapters/age/age.ts";
import { folderTarget, type Target } from "../../adapters/files/target.ts";
import {
  finishedSets,
  type Manifest,
  manifestPath,
  objectsOf,
  restorePath,
  setName,
  signaturePath,
} from "../../backup/manifest.ts";
import { paceOf } from "../../backup/progress.ts";
import { planPrune } from "../../backup/prune.ts";
import { parseTime } from "../../base/time.ts";
import { parseVerifier } from "../../ledger/note.ts";
import { ruleBook } from "../../orders/clocks.ts";
import type { EventOf } from "../../orders/event.ts";
import {
  type Command,
  progress,
  readOptions,
  type Surroundings,
  UsageError,
  withCounter,
} from "../commands/command.ts";
import { type Counter, shop } from "../counter.ts";
import { readSettings, readTarget, type Settings } from "../settings.ts";
import { text as counterText } from "../text.ts";
import { createBackup } from "./create.ts";
import { drill, recordDrill, restoreAside } from "./drill.ts";
import { restore } from "./restore.ts";
import { BackupError, checkObject, newestSet, readSet } from "./sets.ts";
import { targetOf } from "./target-of.ts";
import { backupText as text } from "./text.ts";

type Backup = NonNullable<Settings["backup"]>;

interface Ready {
  readonly counter: Counter;
  readonly dir: string;
  readonly backup: Backup;
  readonly targets: readonly Target[];
}

/** Opens what every command needs. A backup's own faults are told like wrong use: to a person. */
function withBackup(
  around: Surroundings,
  work: (ready: Ready) => Promise<number>,
): Promise<number> {
  return withCounter(around.env, async (counter, dir) => {
    const { backup } = readSettings(dir);
    if (!backup) throw new UsageError(text.noSettings(dir));
    const targets = backup.targets.map((one) => targetOf(one, counter.clock.now));
    return work({ counter, dir, backup, targets });
  });
}

/** Makes a set at every target and proves that it can be restored. Exit code 1 when a drill failed. */
export const create: Command = (args, around) => {
  const { values } = readOptions(args, { full: { type: "boolean", default: false } } as const);
  return withBackup(around, async ({ counter, dir, backup, targets }) => {
    let failed = false;
    for (const target of targets) {
      around.say(text.creating(target.name));
      const { recipients, repository } = backup;
      const common = { counter, dir, target, env: around.env };
      const onProgress = pacer(around);
      const created = await createBackup({
        ...common,
        recipients,
        repository,
        full: values.full,
        onProgress,
      });
      const { set, segments } = created.manifest;
      around.print(text.created(set, target.name, segments.at(-1)?.end ?? 0, created.bytes));
      const problem = await drill(common, created);
      around.print(problem === null ? text.drilled : text.drillFailed(problem));
      failed ||= problem !== null;
    }
    return failed ? 1 : 0;
  });
};

function pacer(around: Surroundings) {
  const started = performance.now();
  let [all, bytes] = [0, 0];
  const tell = progress(around, (done) => {
    const pace = paceOf(done, all, bytes, (performance.now() - started) / 1000);
    return text.pace(pace.share, pace.bytesPerSecond, pace.secondsLeft);
  });
  return (done: number, size: number, written: number) => {
    [all, bytes] = [size, written];
    tell(done);
  };
}

/** Compares every object of the newest set with its hash, or the n-th of t parts of them. */
export const verify: Command = (args, around) => {
  const { values } = readOptions(args, { subset: { type: "string" } } as const);
  const [part, parts] = subsetOf(values.subset);
  return withBackup(around, async ({ counter, targets }) => {
    let failed = false;
    for (const target of targets) {
      const manifest = await newestSet(target, counter.identity.verifiers);
      if (!manifest) {
        around.print(text.none(target.name));
        failed = true;
        continue;
      }
      const objects = objectsOf(manifest).filter((_, at) => at % parts === part - 1);
      const problems = await problemsOf(target, objects);
      for (const one of problems) around.print(`✗ ${one}`);
      if (problems.length === 0)
        around.print(text.verified(manifest.set, target.name, objects.length));
      failed ||= problems.length > 0;
    }
    return failed ? 1 : 0;
  });
};

async function problemsOf(
  target: Target,
  objects: ReturnType<typeof objectsOf>,
): Promise<string[]> {
  const problems: string[] = [];
  for (const object of objects)
    await checkObject(target, object).catch((error: unknown) => {
      if (!(error instanceof BackupError)) throw error;
      problems.push(error.message);
    });
  return problems;
}

function subsetOf(given = "1/1"): [number, number] {
  const [, part, parts] = /^(\d+)\/(\d+)$/.exec(given)?.map(Number) ?? [];
  if (part && parts && part <= parts) return [part, parts];
  throw new UsageError(`--subset 应为 n/t，例如 1/4，现在是“${given}”。`);
}

const restoreOptions = {
  from: { type: "string" },
  target: { type: "string" },
  postgres: { type: "boolean", default: false },
  identity: { type: "string" },
  into: { type: "string" },
  set: { type: "string" },
  verifier: { type: "string" },
} as const;

/** Rebuilds the order desk from a folder or a bucket that holds backups; needs nothing else. */
export const restoreCommand: Command = async (args, around) => {
  const { values } = readOptions(args, restoreOptions);
  const { from, identity, into } = values;
  if (from !== undefined && values.target !== undefined) throw new UsageError(text.twoPlaces);
  const target = values.target ? targetOf(readTarget(values.target), Date.now) : folderAt(from);
  if (!target || !identity || !into) throw new UsageError(text.restoreUsage);
  const databaseUrl = values.postgres ? around.env.DATABASE_URL : undefined;
  if (values.postgres && !databaseUrl) throw new UsageError(text.noDatabase);
  const verifier = values.verifier === undefined ? null : parseVerifier(values.verifier);
  const verifiers = verifier ? [verifier] : null;
  if (values.verifier !== undefined && !verifier) throw new UsageError(text.restoreUsage);
  const manifest = values.set
    ? await readSet(target, values.set, verifiers)
    : await newestSet(target, verifiers);
  if (!manifest) throw new UsageError(text.none(target.name));
  if (!verifiers) around.say(text.trusted(manifest.verifier));
  const started = performance.now();
  const identities = identitiesIn(identity);
  const common = { target, manifest, identities, into, env: around.env };
  const report = await restore({ ...common, databaseUrl });
  for (const one of report.inconsistencies) around.print(counterText.inconsistency(one));
  const seconds = (performance.now() - started) / 1000;
  around.print(
    report.inconsistencies.length > 0
      ? text.restoreFailed(into)
      : text.restored(report.size, into, seconds),
  );
  return report.inconsistencies.length > 0 ? 1 : 0;
};

function identitiesIn(path: string): string[] {
  try {
    return readIdentities(path);
  } catch (error) {
    throw new UsageError(
      text.noIdentity(path, error instanceof Error ? error.message : `${error}`),
    );
  }
}

const folderAt = (path: string | undefined) => (path ? folderTarget(path) : null);

/** The full drill, with a custodian's own key: restores the newest set aside, and records the result. */
export const drillCommand: Command = (args, around) => {
  const { values } = readOptions(args, { identity: { type: "string" } } as const);
  const { identity } = values;
  if (!identity) throw new UsageError(text.drillUsage);
  return withBackup(around, async ({ counter, dir, targets }) => {
    const identities = identitiesIn(identity);
    let failed = false;
    for (const target of targets) {
      const manifest = await newestSet(target, counter.identity.verifiers);
      if (!manifest) throw new UsageError(text.none(target.name));
      const problem = await restoreAside({ target, manifest, identities, dir, env: around.env });
      await recordDrill(counter, target, manifest.set, "custodian", problem === null);
      around.print(problem === null ? text.drilled : text.drillFailed(problem));
      failed ||= problem !== null;
    }
    return failed ? 1 : 0;
  });
};

/** Says where the backups stand. Exit code 1 when one is overdue or unproven. */
export const status: Command = (args, around) => {
  readOptions(args, {});
  return withBackup(around, async ({ counter, targets }) => {
    const facts = await backupFacts(counter);
    let alarm = false;
    for (const target of targets) {
      const set = finishedSets(await target.list()).at(-1) ?? null;
      const proven = set !== null && facts.verified.has(set);
      alarm ||= !proven;
      around.print(text.statusLine(target.name, set, proven));
    }
    const now = counter.clock.now();
    const gap = now - (facts.last ?? facts.began ?? now);
    const late = gap > ruleBook.backupAlarm;
    around.print(late ? text.overdue(gap) : text.age(gap));
    const sinceCustodian = now - (facts.custodian ?? facts.began ?? now);
    if (sinceCustodian > quarter) around.print(text.custodianDue);
    return alarm || late ? 1 : 0;
  });
};

const quarter = 92 * 24 * 3_600_000;

/** Deletes old sets and what only they need; without --yes it only says what would go. */
export const prune: Command = (args, around) => {
  const { values } = readOptions(args, { yes: { type: "boolean", default: false } } as const);
  return withBackup(around, async ({ counter, backup, targets }) => {
    const { verified } = await backupFacts(counter);
    const oldest = counter.clock.now() - backup.keep_days * 24 * 3_600_000;
    const before = setName(new Date(oldest).toISOString());
    let refused = false;
    for (const target of targets) {
      const paths = await target.list();
      const sets: Manifest[] = [];
      for (const set of finishedSets(paths))
        sets.push(await readSet(target, set, counter.identity.verifiers));
      const plan = planPrune({ sets, paths, verified, before });
      if ("refused" in plan) {
        around.print(text.pruneRefused[plan.refused]);
        refused = true;
        continue;
      }
      // The signature first: a set half deleted must not look like a finished one.
      const files = plan.sets.flatMap((set) => [
        signaturePath(set),
        manifestPath(set),
        restorePath(set),
      ]);
      const doomed = [...files.filter((path) => paths.includes(path)), ...plan.objects];
      if (values.yes) for (const path of doomed) await target.remove(path);
      around.print(text.prunePlan(plan.sets.length, plan.objects.length, !values.yes));
    }
    return refused ? 1 : 0;
  });
};

async function backupFacts(counter: Counter) {
  const events = await counter.eventsOf(shop);
  const [first] = await counter.ledger.records({ start: 0, end: 1 });
  const done = events.filter((one) => one.type === "backup.completed").at(-1);
  const proofs = events.filter(
    (one): one is EventOf<"backup.verified"> => one.type === "backup.verified" && one.data.ok,
  );
  const custodian = proofs.filter((one) => one.data.how === "custodian").at(-1);
  return {
    began: first?.time ?? null,
    last: done ? parseTime(done.recorded) : null,
    custodian: custodian ? parseTime(custodian.recorded) : null,
    verified: new Set(proofs.map((one) => one.data.set)),
  };
}
