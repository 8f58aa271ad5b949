import { LRUCache } from "lru-cache";
import { isRegularFile } from "../adapters/git/changes.ts";
import { openMediaPool } from "../adapters/media/pool.ts";
import { type Finding, findingOf } from "../base/finding.ts";
import { beijingClock } from "../base/time.ts";
import { checkContent, inOrder } from "../checks/checks.ts";
import type { MediaFacts } from "../checks/media/problems.ts";
import { checkMedia } from "../checks/media.ts";
import { isRuleFile, rulesFrom } from "../checks/settings.ts";
import { RuleError } from "../checks/words/rules.ts";
import type { ContentCheck } from "../gate/findings.ts";

// What was found out about a blob never changes; forgetting it costs another look.
const remembered = 20_000;
const known = new LRUCache<string, MediaFacts>({ max: remembered });

/** The content checks in the form in which the gate asks for them: rules that cannot be read block. */
export const contentCheck: ContentCheck = async (input) => {
  const { documents, files, changed, now } = input;
  try {
    const rules = rulesFrom(input.rules.filter(({ path }) => isRuleFile(path)));
    const scope = { changed };
    const found = checkContent({ documents, files }, rules, beijingClock(now).day, scope);
    const facts = await mediaFacts(input);
    const media = [...facts].flatMap(([path, one]) => checkMedia(path, one, rules));
    return inOrder([...found, ...media]);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return [ruleFinding(error.message)];
  }
};

function ruleFinding(message: string): Finding {
  return findingOf(".github/banned", { rule: "rules", severity: "block", message });
}

async function mediaFacts({
  files,
  changed,
  read,
}: Parameters<ContentCheck>[0]): Promise<ReadonlyMap<string, MediaFacts>> {
  const media = files.filter(
    ({ path, mode }) =>
      changed.has(path) && path.startsWith("content/media/") && isRegularFile(mode),
  );
  const keyOf = ({ path, blob }: (typeof media)[number]) => `${blob} ${path.split(".").at(-1)}`;
  const found = new Map<string, MediaFacts>();
  const fresh = media.filter((one) => !known.has(keyOf(one)));
  if (fresh.length > 0) {
    const pool = openMediaPool();
    try {
      for (const one of fresh) {
        const looked = await pool.probe(one.path, await read(one.blob));
        found.set(one.path, looked);
        remember(keyOf(one), looked);
      }
    } finally {
      await pool.close();
    }
  }
  for (const one of media) {
    const facts = known.get(keyOf(one));
    if (facts) found.set(one.path, facts);
  }
  return found;
}

// A crash or a time-out may be the machine's: it is looked at again the next time.
function remember(key: string, facts: MediaFacts): void {
  if (!facts.problems.some((one) => one.kind === "crashed")) known.set(key, facts);
}
