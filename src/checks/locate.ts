import { isCollection, isScalar, LineCounter, parseDocument } from "yaml";

/** Where a field of the front matter stands, counted from 1; the first line where it has no place. */
export function locate(
  source: string,
  path: readonly string[],
): { readonly line: number; readonly column: number } {
  const matter = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---/.exec(source);
  if (!matter || path.length === 0) return { line: 1, column: 1 };
  const lines = new LineCounter();
  const document = parseDocument(matter[1] ?? "", { lineCounter: lines });
  const keys = path.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  const node = document.getIn(keys, true);
  const range = isScalar(node) || isCollection(node) ? node.range : null;
  if (!range) return locate(source, path.slice(0, -1));
  const { line, col } = lines.linePos(range[0]);
  // The front matter's own first line is the file's second.
  return { line: line + 1, column: col };
}
