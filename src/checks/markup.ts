import type { Finding } from "../base/finding.ts";
import { isParsable, rangeOf, treeOf, walk } from "./blocks.ts";
import { type Document, partsOf } from "./document.ts";
import { findingAt } from "./finding.ts";
import { text } from "./text.ts";

/** Raw HTML, links that run scripts, pictures written into the text, and signs that turn it around. */
export function checkMarkup({ path, source }: Document): Finding[] {
  const { body } = partsOf(source);
  const [start] = body;
  const about = (from: number, to: number, message: string) =>
    findingAt(path, source, [from, to], { rule: "markup", severity: "block", message });
  const findings = [...source.matchAll(turning)].map(({ index }) =>
    about(index, index + 1, text.turning),
  );
  if (!isParsable(source.slice(...body)))
    return [...findings, about(start, start, text.tooComplex)];
  if (!mayHold.test(source)) return findings;
  walk(treeOf(source.slice(...body)), (node) => {
    const [from, to] = rangeOf(node);
    const message = messageFor(node);
    if (message) findings.push(about(start + from, start + to, message));
  });
  return findings;
}

// Direction overrides and isolates show a text in another order than it stands in the file.
const turning = /[\u202a-\u202e\u2066-\u2069]/g;
const mayHold = /<|\]\s*[(:[]|\]\n|:\/\/|:/;

/** The comment that lifts a finding; see allowances. */
const allowanceComment = /^<!--\s*compliance-allow\b[^>]*-->$/;

function messageFor(node: { type: string; url?: string; value?: string }): string | null {
  if (node.type === "html")
    return allowanceComment.test(node.value?.trim() ?? "") ? null : text.rawHtml;
  if (node.url === undefined) return null;
  // Browsers pass over white space and control signs inside a protocol.
  const url = [...node.url]
    .filter((sign) => sign > " ")
    .join("")
    .toLowerCase();
  if (/^data:/.test(url)) return node.type === "image" ? text.dataImage : text.scriptLink;
  if (/^(javascript|vbscript|file|blob|view-source|jar|livescript|mocha):/.test(url))
    return text.scriptLink;
  return null;
}
