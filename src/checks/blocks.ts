import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Range } from "./document.ts";

/** The Markdown tree of a body. Its offsets count from the body's first sign. */
export function treeOf(body: string): Root {
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

/** The blocks of a body within which words run on, in order. */
export function blocksOf(body: string): Range[] {
  const found: Range[] = [];
  walk(treeOf(body), (node) => {
    if (leaves.includes(node.type)) found.push(rangeOf(node));
  });
  return found.sort((a, b) => a[0] - b[0]);
}
