import * as z from "zod";
import { text } from "../text.ts";
import { type Automaton, buildAutomaton } from "./automaton.ts";
import { expandBraces } from "./braces.ts";
import { bannedFileSchema, type Rule, type SentenceTest } from "./rule-schema.ts";
import { prepareSounds, type Sounds } from "./sound.ts";
import { splitForms } from "./split.ts";
import { foldWord } from "./stream.ts";

/** One word of the automaton and what it is there for. */
export interface Word {
  readonly rule: Rule;
  readonly length: number;
  readonly role: "term" | "except" | RegExp;
  /** Begins or ends with a Latin letter or a digit, and so needs an end of word there. */
  readonly edges: readonly [boolean, boolean];
  /** Characters and nothing else. */
  readonly isHan: boolean;
}

export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly automaton: Automaton;
  readonly words: readonly Word[];
  readonly sounds: Sounds;
  readonly sentences: ReadonlyMap<string, readonly CompiledTest[]>;
}

export type CompiledTest = { readonly [K in keyof SentenceTest]?: RegExp };

export interface BannedFile {
  readonly path: string;
  /** The file as YAML gives it. */
  readonly data: unknown;
}

/** The rule files could not be used; the message tells people which and why. */
export class RuleError extends Error {}

/** Makes the rules of all files ready for use. Throws RuleError when a file is not as it should be. */
export function compileRules(files: readonly BannedFile[]): RuleSet {
  const parsed = files.map(({ path, data }) => {
    const result = bannedFileSchema.safeParse(data);
    if (!result.success) throw new RuleError(text.badRules(path, z.prettifyError(result.error)));
    return result.data;
  });
  const rules = parsed.flatMap((one) => one.rules);
  const sentences = new Map(parsed.flatMap((one) => Object.entries(one.sentences)));
  const twin = rules.find((rule, at) => rules.findIndex((one) => one.id === rule.id) !== at);
  if (twin) throw new RuleError(text.twinRule(twin.id));
  for (const { id, pass, warn } of rules)
    for (const name of [...pass, ...warn])
      if (!sentences.has(name)) throw new RuleError(text.unknownTest(id, name));
  const entries = rules.flatMap(wordsOf);
  return {
    rules,
    automaton: buildAutomaton(entries.map((one) => one.folded)),
    words: entries.map((one) => one.word),
    sounds: prepareSounds(entries),
    sentences: new Map([...sentences].map(([name, tests]) => [name, tests.map(compileTest)])),
  };
}

function termsOf(rule: Rule): string[] {
  return [...new Set(rule.terms.flatMap(expandBraces).map(foldWord))];
}

const noEdges = [false, false] as const;

function wordsOf(rule: Rule): { folded: string; word: Word }[] {
  const entry = (role: Word["role"]) => (folded: string) => {
    const isHan = /^[\u4e00-\u9fff]+$/.test(folded);
    const edges = isHan ? noEdges : ([/^[a-z0-9]/.test(folded), /[a-z0-9]$/.test(folded)] as const);
    return { folded, word: { rule, length: folded.length, role, edges, isHan } };
  };
  const terms = termsOf(rule);
  const split = rule.sound ? terms.flatMap(splitForms) : [];
  return [
    ...[...terms, ...split].map(entry("term")),
    ...rule.except.flatMap(expandBraces).map(foldWord).map(entry("except")),
    ...rule.patterns.flatMap(({ near, match }) =>
      near
        .flatMap(expandBraces)
        .map(foldWord)
        .map(entry(new RegExp(match, "dgu"))),
    ),
  ];
}

function compileTest(test: SentenceTest): CompiledTest {
  return Object.fromEntries(
    Object.entries(test).flatMap(([part, source]) =>
      source === undefined ? [] : [[part, new RegExp(source, "u")]],
    ),
  );
}
