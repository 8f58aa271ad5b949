import { isPair, isScalar, parseDocument, visit } from "yaml";

export interface Document {
  readonly path: string;
  readonly source: string;
}

export type Range = readonly [number, number];

/** Where the parts of a Markdown file stand in its source, line ends and byte order mark included. */
export interface Parts {
  /** The front matter between its two lines; null where there is none. */
  readonly matter: Range | null;
  readonly body: Range;
}

const fenced = /^\uFEFF?---[ \t]*\r?\n((?:[\s\S]*?\r?\n)?)---[ \t]*(?:\r?\n|$)/;

export function partsOf(source: string): Parts {
  const found = fenced.exec(source);
  if (!found) return { matter: null, body: [0, source.length] };
  const [whole, yaml = ""] = found;
  const from = source.indexOf("\n") + 1;
  return { matter: [from, from + yaml.length], body: [whole.length, source.length] };
}

/** A text of the front matter, and the name of the field that it is the value of. */
export interface Field {
  readonly name: string;
  readonly range: Range;
}

/** The texts of the front matter. Where it cannot be read, all of it is one text without a name. */
export function fieldsOf(source: string, matter: Range): Field[] {
  const document = parseDocument(source.slice(...matter));
  if (document.errors.length > 0) return [{ name: "", range: matter }];
  const fields: Field[] = [];
  visit(document, {
    Scalar(key, node, path) {
      const { range, value } = node;
      if (key === "key" || typeof value !== "string" || !range) return;
      const pair = path.findLast((one) => isPair(one));
      const name = isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : "";
      fields.push({ name, range: [matter[0] + range[0], matter[0] + range[1]] });
    },
  });
  return fields;
}

/** The places of offsets, counted from 1; columns in UTF-16 units, as editors count them. */
export function placesIn(source: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1))
    starts.push(at + 1);
  // Editors do not show a byte order mark.
  const mark = source.startsWith("\uFEFF") ? 1 : 0;
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    const column = offset - (starts[low] ?? 0) + 1;
    return { line: low + 1, column: low === 0 ? Math.max(1, column - mark) : column };
  };
}
