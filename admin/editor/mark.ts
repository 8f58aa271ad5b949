import { hitsIn } from "../../src/checks/words/hits.ts";
import type { RuleSet } from "../../src/checks/words/rules.ts";
import { streamOf } from "../../src/checks/words/stream.ts";

const blocks = "p, h1, h2, h3, h4, h5, h6, li, td, th, blockquote, pre, figcaption";

/** Marks the banned words in the preview, without a change to what React holds there. */
export function markWords(rules: RuleSet): void {
  const frame = [...document.querySelectorAll("iframe")].find(
    (one) => one.contentDocument && one.id.includes("preview"),
  );
  const inside = frame?.contentDocument;
  const view = inside?.defaultView;
  if (!inside || !view || !("highlights" in view.CSS)) return;
  const ranges = [...inside.querySelectorAll(blocks)]
    .filter((block) => block.querySelector(blocks) === null)
    .flatMap((block) => rangesIn(block, rules));
  const highlight = new view.Highlight(...ranges);
  view.CSS.highlights.set("countersign", highlight);
  if (inside.getElementById("countersign-mark")) return;
  const style = inside.createElement("style");
  style.id = "countersign-mark";
  style.textContent =
    "::highlight(countersign) { background-color: #ffd9cc; text-decoration: underline wavy #a3301a; }";
  inside.head.append(style);
}

function rangesIn(block: Element, rules: RuleSet): Range[] {
  const nodes = textNodes(block);
  const text = nodes.map((one) => one.data).join("");
  const stream = streamOf(text);
  return hitsIn(stream, rules, () => true).map(({ start, end }) => {
    const range = new Range();
    const [from, to] = [stream.from[start] ?? 0, stream.to[end - 1] ?? 0];
    range.setStart(...placeIn(nodes, from));
    range.setEnd(...placeIn(nodes, to));
    return range;
  });
}

function textNodes(block: Element): Text[] {
  const found: Text[] = [];
  const walker = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node.nodeType === Node.TEXT_NODE) found.push(node as Text);
  return found;
}

function placeIn(nodes: readonly Text[], offset: number): [Text, number] {
  let rest = offset;
  for (const node of nodes) {
    if (rest <= node.length) return [node, rest];
    rest -= node.length;
  }
  throw new RangeError("the place lies behind the text");
}
