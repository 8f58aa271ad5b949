import { diffArrays } from "diff";

type Mark = "same" | "added" | "removed";

/** A piece of a text: whole sentences that stayed, or a changed place with its words marked. */
export interface Passage {
  readonly kind: "same" | "changed" | "gap";
  readonly parts: readonly { readonly mark: Mark; readonly text: string }[];
}

const sentence = /[^。！？!?；;\n]*(?:[。！？!?；;]+|\n+|$)/gu;

/**
 * How a text changed, sentence by sentence, with the neighbour of each change for orientation. Empty
 * when nothing did.
 */
export function passages(before: string, after: string): Passage[] {
  if (before === after) return [];
  const pieces = diffArrays(sentences(before), sentences(after));
  const found: Passage[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at];
    const next = pieces[at + 1];
    if (!piece) continue;
    if (!piece.added && !piece.removed) found.push(...context(piece.value, at, pieces.length));
    else if (piece.removed && next?.added) {
      found.push(changed(piece.value.join(""), next.value.join("")));
      at += 1;
    } else
      found.push(
        piece.added ? changed("", piece.value.join("")) : changed(piece.value.join(""), ""),
      );
  }
  return found.filter(({ kind, parts }) => kind === "gap" || parts.some(isSaid));
}

function isSaid({ mark, text }: Passage["parts"][number]): boolean {
  return mark !== "same" || text.trim() !== "";
}

function sentences(text: string): string[] {
  return (text.match(sentence) ?? []).filter((one) => one !== "");
}

// Of what stayed, the sentence before a change and the one after it.
function context(kept: readonly string[], at: number, count: number): Passage[] {
  const first = at > 0 ? kept.slice(0, 1) : [];
  const last = at < count - 1 ? kept.slice(-1) : [];
  const shown = kept.length <= first.length + last.length;
  const same = (text: string): Passage => ({ kind: "same", parts: [{ mark: "same", text }] });
  if (shown) return [same(kept.join(""))];
  const gap: Passage = { kind: "gap", parts: [] };
  return [...first.map(same), gap, ...last.map(same)];
}

function changed(before: string, after: string): Passage {
  return { kind: "changed", parts: wordDiff(before, after) };
}

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** The words that went and came between two texts. */
export function wordDiff(before: string, after: string): Passage["parts"] {
  const pieces = diffArrays(wordsOf(before), wordsOf(after));
  return pieces.map(({ added, removed, value }) => ({
    mark: added ? "added" : removed ? "removed" : "same",
    text: value.join(""),
  }));
}

function wordsOf(text: string): string[] {
  return [...segmenter.segment(text)].map((one) => one.segment);
}
