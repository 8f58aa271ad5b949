import * as z from "zod";

const pattern = z.string().refine(isPattern, "is no regular expression");

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** What a sentence says around a hit. All that is given must match; the hit itself is `〓`. */
const sentenceTest = z.strictObject({
  /** What stands before the hit, to its left end. */
  before: pattern.optional(),
  /** What stands behind the hit, from its right end. */
  after: pattern.optional(),
  /** The whole sentence. */
  sentence: pattern.optional(),
  /** The whole file. */
  file: pattern.optional(),
});

const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*(\.[a-z][a-z-]*)*$/),
  severity: z.enum(["block", "warn"]),
  law: z.string().min(1),
  /** Where the law can be read. */
  source: z.url({ protocol: /^https$/ }),
  /** When somebody last compared the rule with its source. */
  checked: z.iso.date(),
  /** Chinese; `〓` stands for the words that were found. */
  message: z.string().min(1),
  /** Chinese: how to say it instead. */
  rewrite: z.string().min(1),
  /** By word: what can be put in its place as it stands; empty to leave the word out. */
  replace: z.record(z.string(), z.string()).default({}),
  /** Words; `{a,b}` stands for either. */
  terms: z.array(z.string().min(1)).default([]),
  /** Found where a word of `near` and the expression meet in one sentence; the words of the hit are the expression's. */
  patterns: z
    .array(z.strictObject({ near: z.array(z.string().min(1)).min(1), match: pattern }))
    .default([]),
  /** Longer words that make a hit within them innocent. */
  except: z.array(z.string().min(1)).default([]),
  /** Names of sentence tests that lift a hit, and such as leave only a warning. */
  pass: z.array(z.string()).default([]),
  warn: z.array(z.string()).default([]),
  /** Whether syllables in Latin letters count as the characters that sound so. */
  sound: z.boolean().default(false),
  /** Whether the company's own premises may say more: a block warns there, a warning falls away. */
  premises: z.boolean().default(false),
  /** Where this subject is never a minor matter: a warning blocks in collections of the subject. */
  strict: z.enum(["medical", "investment", "education"]).optional(),
});

export const bannedFileSchema = z.strictObject({
  rules: z.array(ruleSchema).default([]),
  sentences: z.record(z.string(), z.array(sentenceTest).min(1)).default({}),
});

export type Rule = z.infer<typeof ruleSchema>;
export type SentenceTest = z.infer<typeof sentenceTest>;
