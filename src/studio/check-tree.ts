import type { Tree, TreeEntry } from "../adapters/files/tree.ts";
import { type MediaPool, openMediaPool } from "../adapters/media/pool.ts";
import type { Finding } from "../base/finding.ts";
import { checkContent, inOrder, type Only } from "../checks/checks.ts";
import { checkMedia } from "../checks/media.ts";
import { isRuleFile, type Rules, rulesFrom } from "../checks/settings.ts";

interface Options {
  readonly today: string;
  readonly only: Only;
  /** Files whose own text and bytes are looked at; null for all. */
  readonly changed: ReadonlySet<string> | null;
  readonly progress?: (done: number, all: number) => void;
}

export interface Checked {
  readonly findings: readonly Finding[];
  /** How many Markdown files and media were looked at. */
  readonly count: number;
}

/** The rules that a tree holds. Throws RuleError when they cannot be used. */
export async function rulesOf(tree: Tree): Promise<Rules> {
  const paths = tree.files.map((one) => one.path).filter(isRuleFile);
  return rulesFrom(textsOf(await tree.read(paths)));
}

/** Every check on the content of a tree. */
export async function checkTree(tree: Tree, rules: Rules, options: Options): Promise<Checked> {
  const { only, changed, today } = options;
  const files = tree.files.filter((one) => one.path.startsWith("content/"));
  const isOurs = ({ path }: TreeEntry) => !changed || changed.has(path);
  const markdown = files.filter((one) => one.path.endsWith(".md") && isPlain(one));
  const media = files
    .filter((one) => one.path.startsWith("content/media/") && isPlain(one))
    .filter(isOurs);
  const documents = textsOf(await tree.read(markdown.map((one) => one.path)));
  const found = checkContent({ documents, files }, rules, today, { only, changed });
  const probed =
    only && !only.has("media") ? [] : await checkMediaFiles(tree, media, rules, options);
  return {
    findings: inOrder([...found, ...probed]),
    count: markdown.filter(isOurs).length + media.length,
  };
}

function isPlain({ mode }: TreeEntry): boolean {
  return mode.startsWith("100");
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function textsOf(files: ReadonlyMap<string, Uint8Array>) {
  const texts = [...files].map(([path, bytes]) => ({ path, source: decoder.decode(bytes) }));
  // Which of two that clash is told does not depend on who lists the files.
  return texts.sort((a, b) => (a.path < b.path ? -1 : 1));
}

// Larger files than this are refused by their size alone.
const probeLimit = 64 * 1024 * 1024;

async function checkMediaFiles(
  tree: Tree,
  media: readonly TreeEntry[],
  rules: Rules,
  { progress }: Options,
): Promise<Finding[]> {
  if (media.length === 0) return [];
  const pool = openMediaPool();
  let done = 0;
  try {
    // As many at a time as there are workers: more would only wait in memory.
    const waiting = [...media];
    const lanes = Array.from({ length: 2 }, async () => {
      const found: Finding[] = [];
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        found.push(...(await checkOne(tree, one, pool, rules)));
        done += 1;
        progress?.(done, media.length);
      }
      return found;
    });
    return (await Promise.all(lanes)).flat();
  } finally {
    await pool.close();
  }
}

async function checkOne(tree: Tree, { path, size }: TreeEntry, pool: MediaPool, rules: Rules) {
  if (size > probeLimit) return checkMedia(path, { bytes: size, problems: [] }, rules);
  const bytes = (await tree.read([path])).get(path) ?? new Uint8Array();
  return checkMedia(path, await pool.probe(path, bytes), rules);
}
