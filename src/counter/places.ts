import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeDurably } from "../adapters/files/durable.ts";
import { commitFile, readFiles } from "../adapters/git/branch.ts";
import type { Counter } from "./counter.ts";
import { shop } from "./counter.ts";
import { text } from "./text.ts";

/**
 * Where checkpoints are published: a folder, or a branch of a git repository as `git:PATH#BRANCH`.
 * It should be a place that whoever runs this machine cannot rewrite.
 */
export interface Outside {
  readonly name: string;
  put(size: number, note: string): Promise<void>;
  /** Every note there. */
  notes(): Promise<readonly string[]>;
}

const fileName = (size: number) => `checkpoint-${String(size).padStart(12, "0")}.txt`;
const isNote = (name: string) => /^checkpoint-\d{12}\.txt$/.test(name);

export function outsideAt(name: string, env: NodeJS.ProcessEnv): Outside {
  const git = /^git:(.+)#([^#]+)$/.exec(name);
  return git ? branchPlace(name, git[1] ?? "", git[2] ?? "", env) : folderPlace(name);
}

function folderPlace(dir: string): Outside {
  return {
    name: dir,
    put: (size, note) => writeDurably(join(dir, fileName(size)), note),
    async notes() {
      if (!existsSync(dir)) throw new Error(text.noPlace(dir));
      if (statSync(dir).isFile()) return [readFileSync(dir, "utf8")];
      return readdirSync(dir)
        .filter(isNote)
        .sort()
        .map((name) => readFileSync(join(dir, name), "utf8"));
    },
  };
}

function branchPlace(
  name: string,
  repository: string,
  branch: string,
  env: NodeJS.ProcessEnv,
): Outside {
  const place = { repository, branch, env };
  return {
    name,
    put: (size, note) => commitFile(place, fileName(size), note, `checkpoint: ${size} records`),
    notes: () => readFiles(place, isNote),
  };
}

/** Publishes the latest checkpoint, unless it was; the place is recorded after it has it. */
export async function publish(counter: Counter, place: Outside): Promise<number | null> {
  const head = await counter.ledger.head();
  if (!head) return null;
  await place.put(head.size, head.note);
  const data = { size: head.size, place: place.name };
  await counter.write([
    { subject: shop, actor: "system", event: { type: "checkpoint.published", data } },
  ]);
  return head.size;
}
