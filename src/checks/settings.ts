import { load } from "js-yaml";
import picomatch from "picomatch";
import * as z from "zod";
import type { Document } from "./document.ts";
import { text } from "./text.ts";
import { type BannedFile, compileRules, RuleError, type RuleSet } from "./words/rules.ts";

const globs = z.array(z.string().min(1));
const bytes = z.int().positive();

const settingsSchema = z.strictObject({
  media: z.strictObject({ image: bytes, video: bytes, document: bytes }),
  premises: globs,
  strict: z.strictObject({ medical: globs, investment: globs, education: globs }),
});

const allowanceSchema = z.strictObject({
  rule: z.string().min(1),
  text: z.string().min(1),
  path: z.string().min(1),
  reason: z.string().min(4),
  evidence: z.url({ protocol: /^https$/ }),
  owner: z.string().min(1),
  /** The last day on which it holds. */
  expires: z.iso.date(),
});

const allowancesSchema = z.strictObject({ allowances: z.array(allowanceSchema) });

export type Settings = z.infer<typeof settingsSchema>;
export type Allowance = z.infer<typeof allowanceSchema>;

export interface Rules {
  readonly words: RuleSet;
  readonly settings: Settings;
  readonly allowances: readonly Allowance[];
}

const settingsPath = ".github/content-rules.yml";
export const allowancesPath = ".github/allowances.yml";
const bannedFolder = ".github/banned/";

/** Whether a file of the repository says what content may be. */
export function isRuleFile(path: string): boolean {
  return (
    path === settingsPath ||
    path === allowancesPath ||
    (path.startsWith(bannedFolder) && path.endsWith(".yml"))
  );
}

/**
 * Makes the rules of these files ready for use. Throws RuleError, whose message tells people what to
 * correct, also when there are no rules at all: nothing is checked then, so nothing may pass.
 */
export function rulesFrom(files: readonly Document[]): Rules {
  const data = files.map(({ path, source }) => ({ path, data: readYaml(path, source) }));
  const at = (wanted: string) => {
    const found = data.find(({ path }) => path === wanted);
    if (!found) throw new RuleError(text.noRuleFile(wanted));
    return found.data;
  };
  const banned = data.filter(({ path }) => path.startsWith(bannedFolder));
  if (banned.length === 0) throw new RuleError(text.noRules(bannedFolder));
  return {
    words: compiled(banned, JSON.stringify(banned)),
    settings: parseWith(settingsSchema, at(settingsPath), settingsPath),
    allowances: parseWith(allowancesSchema, at(allowancesPath), allowancesPath).allowances,
  };
}

// Making the automaton takes longer than checking a page, and the rules hardly ever change.
let latest: { readonly key: string; readonly words: RuleSet } | null = null;

function compiled(banned: readonly BannedFile[], key: string): RuleSet {
  if (latest?.key !== key) latest = { key, words: compileRules(banned) };
  return latest.words;
}

// Every commit waits for the rules to be read: this parser takes a quarter of the time of the one that
// keeps places and comments.
function readYaml(path: string, source: string): unknown {
  try {
    return load(source);
  } catch (error) {
    throw new RuleError(text.badRules(path, error instanceof Error ? error.message : ""));
  }
}

function parseWith<T>(schema: z.ZodType<T>, data: unknown, path: string): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  throw new RuleError(text.badRules(path, z.prettifyError(result.error)));
}

/** What the rules mean for the file at `path`. */
export function placeOf({ premises, strict }: Settings, path: string) {
  const subjects = Object.entries(strict).filter(([, one]) => matches(path, one));
  return { premises: matches(path, premises), strict: subjects.map(([name]) => name) };
}

function matches(path: string, patterns: readonly string[]): boolean {
  return patterns.length > 0 && picomatch.isMatch(path, [...patterns], { dot: true });
}
