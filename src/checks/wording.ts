import type { Finding } from "../base/finding.ts";
import { blocksOf } from "./blocks.ts";
import { type Document, fieldsOf, partsOf, placesIn, type Range } from "./document.ts";
import { type Hit, hitsIn } from "./words/hits.ts";
import type { RuleSet } from "./words/rules.ts";
import { holds, sentenceAround } from "./words/sentence.ts";
import { passingStreamOf, type Stream, streamOf } from "./words/stream.ts";

/** What rules mean in the place where a file stands. */
export interface Place {
  /** The company speaks of itself on its own premises. */
  readonly premises: boolean;
  /** Subjects that are never a minor matter here. */
  readonly strict: readonly string[];
}

interface Judged {
  readonly hit: Hit;
  readonly severity: Finding["severity"];
  readonly range: Range;
  /** The words as they are read. */
  readonly word: string;
}

/** The banned words of a Markdown file, and of its name. */
export function checkWording(document: Document, rules: RuleSet, place: Place): Finding[] {
  const { path, source } = document;
  return [...nameFindings(path, rules, place), ...textFindings({ path, source }, rules, place)];
}

/** The banned words of a plain text, such as that of a PDF; `path` is where it comes from. */
export function checkText(text: string, path: string, rules: RuleSet, place: Place): Finding[] {
  const judged = judgedIn(text, [0, text.length], rules, place, always);
  return findingsOf({ path, source: text }, judged);
}

function textFindings(document: Document, rules: RuleSet, place: Place): Finding[] {
  const { source } = document;
  if (!mayHold(source, rules)) return [];
  const { matter, body } = partsOf(source);
  const fields = matter ? fieldsOf(source, matter) : [];
  return findingsOf(document, [
    ...fields.flatMap(({ range }) => judgedIn(source, range, rules, place, always)),
    ...judgedIn(source, body, rules, place, blockJoiner(source, body)),
  ]);
}

const always = () => true;
const never = () => false;

// Most files hold no word of any rule: they need no parser.
function mayHold(source: string, rules: RuleSet): boolean {
  const stream = passingStreamOf(source);
  if (source.includes("~~")) return true;
  const holdsWord = (one: Stream) => hitsIn(one, rules, always, never).length > 0;
  return (
    holdsWord(stream) || stream.asides.some(([from, to]) => holdsWord(streamOf(source, from, to)))
  );
}

/** Whether two offsets are in one block. The tree is made when it is first asked for. */
function blockJoiner(source: string, [start, end]: Range): (from: number, to: number) => boolean {
  let blocks: readonly Range[] | null = null;
  return (from, to) => {
    blocks ??= blocksOf(source.slice(start, end));
    return blocks.some(([first, last]) => first <= from - start && to - start <= last);
  };
}

function judgedIn(
  source: string,
  [start, end]: Range,
  rules: RuleSet,
  place: Place,
  joins: (from: number, to: number) => boolean,
): Judged[] {
  const stream = streamOf(source, start, end);
  const judged = judgedBy(stream, source, rules, place, joins);
  // What is struck out can stand between the characters of a word.
  const struck = source.slice(start, end).includes("~~")
    ? judgedBy(streamOf(source, start, end, "left out"), source, rules, place, joins)
    : [];
  const more = struck.filter((one) => !judged.some((other) => overlap(one.range, other.range)));
  return [
    ...judged,
    ...more,
    ...stream.asides.flatMap((aside) => judgedIn(source, aside, rules, place, always)),
  ];
}

function overlap(a: Range, b: Range): boolean {
  return a[0] < b[1] && b[0] < a[1];
}

function judgedBy(
  stream: Stream,
  source: string,
  rules: RuleSet,
  place: Place,
  joins: (from: number, to: number) => boolean,
): Judged[] {
  const inOneBlock = (from: number, to: number) =>
    joins(stream.from[from] ?? 0, stream.to[to - 1] ?? 0);
  const hits = hitsIn(stream, rules, inOneBlock);
  return strongest(hits.flatMap((hit) => judge(stream, hit, rules, place, source)));
}

function judge(stream: Stream, hit: Hit, rules: RuleSet, place: Place, file: string): Judged[] {
  const { rule, start, end, doubtful } = hit;
  const sentence = sentenceAround(stream, start, end);
  const passes = (names: readonly string[]) =>
    names.some((name) => holds(rules.sentences.get(name) ?? [], sentence, file));
  if (passes(rule.pass)) return [];
  const eased = doubtful || passes(rule.warn);
  const severity = severityOf(hit, eased, place);
  if (!severity) return [];
  const range = [stream.from[start] ?? 0, stream.to[end - 1] ?? 0] as const;
  return [{ hit, severity, range, word: sentence.text.slice(sentence.start, sentence.end) }];
}

function severityOf({ rule }: Hit, eased: boolean, place: Place): Finding["severity"] | null {
  if (rule.strict && place.strict.includes(rule.strict)) return "block";
  const severity = eased ? "warn" : rule.severity;
  if (!rule.premises || !place.premises) return severity;
  return severity === "block" ? "warn" : null;
}

// Of hits that overlap the most severe is told, and of equal ones the longest.
function strongest(judged: readonly Judged[]): Judged[] {
  const weight = ({ severity, hit }: Judged) =>
    (severity === "block" ? 1_000_000 : 0) + hit.end - hit.start;
  const kept: Judged[] = [];
  let last: Judged | undefined;
  const inOrder = judged.toSorted((a, b) => a.hit.start - b.hit.start || weight(b) - weight(a));
  for (const one of inOrder) {
    if (!last || one.hit.start >= last.hit.end) kept.push(one);
    else if (weight(one) > weight(last)) kept[kept.length - 1] = one;
    else continue;
    last = one;
  }
  return kept;
}

function findingsOf({ path, source }: Document, judged: readonly Judged[]): Finding[] {
  const placeOf = placesIn(source);
  return judged.map(({ hit: { rule }, severity, range: [from, to], word }) => {
    const end = placeOf(to);
    const fix = rule.replace[word];
    return {
      rule: rule.id,
      severity,
      path,
      ...placeOf(from),
      endLine: end.line,
      endColumn: end.column,
      text: source.slice(from, to),
      message: messageOf(rule.message, word, rule.rewrite),
      law: rule.law,
      ...(fix === undefined ? {} : { fix }),
    };
  });
}

function messageOf(message: string, word: string, rewrite: string): string {
  return `${message.replaceAll("〓", word)}${rewrite}`;
}

// A name has no place in the file: the finding stands at its beginning.
function nameFindings(path: string, rules: RuleSet, place: Place): Finding[] {
  const judged = judgedIn(path, [0, path.length], rules, place, always);
  return findingsOf({ path, source: path }, judged).map((finding) => ({
    ...finding,
    ...{ line: 1, column: 1, endLine: 1, endColumn: 1 },
  }));
}
