import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Range } from "./document.ts";

// The parser's cost can grow with the square of these signs; no page of ours needs as many.
const signLimit = 4000;
const lengthLimit = 400_000;

/** Whether a body can be parsed within bounds. One that cannot is refused, not looked at in part. */
export function isParsable(body: string): boolean {
  if (body.length > lengthLimit) return false;
  let count = 0;
  for (let at = 0; at < body.length; at += 1) if ("[]<*_~`!&".includes(body[at] ?? "")) count += 1;
  return count <= signLimit;
}

/** The Markdown tree of a body; one that cannot be parsed within bounds is empty. Its offsets count from the body's first sign. */
export function treeOf(body: string): Root {
  if (!isParsable(body)) return { type: "root", children: [] };
  return fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Calls back for every node, parents first. */
export function walk(node: Nodes, see: (node: Nodes) => void): void {
  see(node);
  if ("children" in node) for (const child of node.children) walk(child, see);
}

export function rangeOf(node: Nodes): Range {
  return [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
}

const leaves = ["paragraph", "heading", "tableCell", "html"];

/** The blocks of a body within which words run on, in order; of one that cannot be parsed, all of it. */
export function blocksOf(body: string): Range[] {
  if (!isParsable(body)) return [[0, body.length]];
  const found: Range[] = [];
  walk(treeOf(body), (node) => {
    if (leaves.includes(node.type)) found.push(rangeOf(node));
  });
  return found.sort((a, b) => a[0] - b[0]);
}
