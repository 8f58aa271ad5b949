import { isCollection, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import { frontMatterOf } from "../base/front-matter.ts";

/** A place in a file, counted from 1; columns in UTF-16 units. */
interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

const start: Place = { line: 1, column: 1, endLine: 1, endColumn: 1, text: "" };

/**
 * Where the value (or the key) of a field of the front matter stands; where it has no place, the
 * nearest field around it, and the first line in the end.
 */
export function locate(
  source: string,
  path: readonly string[],
  part: "value" | "key" = "value",
): Place {
  const yaml = frontMatterOf(source);
  if (yaml === null || path.length === 0) return start;
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const node = part === "key" ? keyAt(document, path) : document.getIn(path, true);
  const range = isScalar(node) || isCollection(node) ? node.range : null;
  if (!range) return locate(source, path.slice(0, -1));
  const [from, to] = [lines.linePos(range[0]), lines.linePos(Math.max(range[0], range[1]))];
  const text = yaml.slice(range[0], range[1]);
  // The front matter's own first line is the file's second.
  const [line, endLine] = [from.line + 1, to.line + 1];
  return { line, column: from.col, endLine, endColumn: to.col, text };
}

function keyAt(document: ReturnType<typeof parseDocument>, path: readonly string[]): unknown {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (!isMap(parent)) return null;
  const pair = parent.items.find(
    ({ key }) => isNode(key) && String(isScalar(key) ? key.value : key) === path.at(-1),
  );
  return pair?.key;
}
