import { type Finding, findingOf } from "../base/finding.ts";
import { type MediaFacts, mediaClassOf, type Problem, severities } from "./media/problems.ts";
import { placeOf, type Rules } from "./settings.ts";
import { text } from "./text.ts";
import { checkText } from "./wording.ts";

/** Judges one file of the media by what a probe found out about it. */
export function checkMedia(path: string, facts: MediaFacts, rules: Rules): Finding[] {
  const found = (severity: Finding["severity"], message: string) =>
    findingOf(path, { rule: "media", severity, message });
  const kind = mediaClassOf(path);
  const limit = kind ? rules.settings.media[kind] : 0;
  return [
    ...(kind && facts.bytes > limit
      ? [found("block", text.media.tooLarge(kind, facts.bytes, limit))]
      : []),
    ...distinct(facts.problems).map((one) =>
      found(severities[one.kind], text.media.problems[one.kind](one.detail ?? "")),
    ),
    ...wordsIn(path, facts.text ?? "", rules),
  ];
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((one) => [`${one.kind} ${one.detail}`, one])).values()];
}

// The lines of a document's text are none of the file: its findings stand at the beginning.
function wordsIn(path: string, words: string, { words: banned, settings }: Rules): Finding[] {
  return checkText(words, path, banned, placeOf(settings, path)).map((one) => ({
    ...one,
    ...{ line: 1, column: 1, endLine: 1, endColumn: 1 },
  }));
}
