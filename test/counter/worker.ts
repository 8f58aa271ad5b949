import { writeSync } from "node:fs";
import { join } from "node:path";
import { folderTarget } from "../../src/adapters/files/target.ts";
import { createBackup } from "../../src/counter/backup/create.ts";
import { restore } from "../../src/counter/backup/restore.ts";
import { newestSet } from "../../src/counter/backup/sets.ts";
import { exportOrders } from "../../src/counter/commands/export.ts";
import { importOrders } from "../../src/counter/commands/import.ts";
import { openCounter } from "../../src/counter/open.ts";
import { takeIn } from "../../src/counter/take-in.ts";
import { sightings } from "./desk.ts";

// A program that works until it is killed. What it says is done must be there afterwards.
const [job = "", dir = "", name = "", recipients = "", identity = ""] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);
const target = folderTarget(join(dir, "disk"));
const around = {
  env: { COUNTERSIGN_ORDERS: join(dir, "orders") },
  print: () => undefined,
  say: () => undefined,
  terminal: false,
  stopped: new Promise<void>(() => undefined),
};

const jobs: Readonly<Record<string, () => Promise<void>>> = {
  async append() {
    const counter = await openCounter({ dir: join(dir, "orders") });
    for (let at = 0; ; at++) {
      await takeIn(counter, sightings(1 + (at % 7), `${name}-${at}-`), {
        via: "live",
        actor: "shop",
      });
      say(`${name}-${at}-${at % 7}`);
    }
  },
  async import() {
    if ((await importOrders([join(dir, "list.csv")], around)) === 0) say("imported");
  },
  async export() {
    await exportOrders(["--out", join(dir, name), "--by", "clerk", "--all"], around);
    say(name);
  },
  async backup() {
    const counter = await openCounter({ dir: join(dir, "orders") });
    const common = {
      counter,
      dir: join(dir, "orders"),
      target,
      repository: undefined,
      env: process.env,
    };
    const { manifest } = await createBackup({
      ...common,
      recipients: recipients.split(","),
      full: true,
    });
    say(manifest.set);
    await counter.close();
  },
  async restore() {
    const manifest = await newestSet(target, null);
    if (!manifest) throw new Error("there is no backup");
    const into = join(dir, name);
    await restore({ target, manifest, identities: [identity], into, env: process.env });
    say(into);
  },
};

await jobs[job]?.();
