import type { Brought, GitTree } from "../adapters/git/worktree.ts";
import type { Finding } from "../base/finding.ts";
import { findingOf } from "../base/finding.ts";
import { mediaClassOf } from "../checks/media/problems.ts";
import { checkPrivacy } from "../checks/privacy.ts";
import { checkSecrets } from "../checks/secrets.ts";
import type { Rules } from "../checks/settings.ts";
import { text } from "../checks/text.ts";

/**
 * What commits of a range brought and the last one no longer has: it stays in the history. Secrets and
 * personal data in any text file, and media over the limit.
 */
export async function checkHistory(
  head: GitTree,
  current: ReadonlySet<string>,
  brought: readonly Brought[],
  rules: Rules,
): Promise<Finding[]> {
  const gone = brought.filter(({ blob, mode }) => !current.has(blob) && mode.startsWith("100"));
  const unique = [...new Map(gone.map((one) => [`${one.path} ${one.blob}`, one])).values()];
  const found: Finding[] = [];
  // One at a time: a range may hold more than fits in memory.
  for (const one of unique) {
    const bytes = (await head.blobs([one.blob])).get(one.blob) ?? new Uint8Array();
    found.push(...findingsIn(one, bytes, rules));
  }
  return found;
}

const textLimit = 2 * 1024 * 1024;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function findingsIn({ path, commit }: Brought, bytes: Uint8Array, rules: Rules): Finding[] {
  const said = (one: Finding): Finding => ({
    ...one,
    message: text.inHistory(commit.slice(0, 7), one.message),
  });
  const kind = path.startsWith("content/media/") ? mediaClassOf(path) : null;
  if (kind) {
    const limit = rules.settings.media[kind];
    if (bytes.length <= limit) return [];
    const message = text.media.tooLarge(kind, bytes.length, limit);
    return [said(findingOf(path, { rule: "media", severity: "block", message }))];
  }
  if (bytes.length > textLimit || bytes.includes(0)) return [];
  const document = { path, source: decoder.decode(bytes) };
  const isContent = path.startsWith("content/");
  return [...checkSecrets(document), ...(isContent ? checkPrivacy(document) : [])].map(said);
}
