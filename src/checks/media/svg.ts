import { SaxesParser } from "saxes";
import type { Problem } from "./problems.ts";

const elements = new Set(
  "svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan textPath linearGradient radialGradient stop clipPath mask pattern marker filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence style switch view".split(
    " ",
  ),
);

const foreign = /url\(\s*['"]?(?!\s*#)|@import|expression\(|javascript:|-moz-binding|behavior:/i;

/**
 * What a drawing holds beside shapes: scripts, handlers, links to elsewhere, document types. Nothing is
 * repaired: a file that is not plainly harmless is refused.
 */
export function svgProblems(source: string): Problem[] {
  const problems: Problem[] = [];
  const add = (kind: Problem["kind"], detail: string) => problems.push({ kind, detail });
  const parser = new SaxesParser({ xmlns: false });
  let isStyle = false;
  parser.on("doctype", (text) => add("svg-doctype", text.trim().slice(0, 40)));
  parser.on("error", (error) => add("broken", error.message));
  parser.on("processinginstruction", ({ target }) => add("svg-element", `?${target}`));
  parser.on("opentag", ({ name, attributes }) => {
    isStyle = name === "style";
    if (!elements.has(name)) add("svg-element", name);
    for (const [key, value] of Object.entries(attributes))
      attributeProblem(key, String(value), add);
  });
  parser.on("text", (text) => {
    if (isStyle && foreign.test(text)) add("svg-style", text.trim().slice(0, 40));
  });
  parser.on("cdata", (text) => {
    if (foreign.test(text)) add("svg-style", text.trim().slice(0, 40));
  });
  parser.write(source).close();
  return problems;
}

function attributeProblem(
  key: string,
  value: string,
  add: (kind: Problem["kind"], detail: string) => void,
): void {
  const name = key.toLowerCase();
  const plain = [...value].filter((sign) => sign > " ").join("");
  if (name.startsWith("on")) add("svg-attribute", key);
  else if (name === "href" || name.endsWith(":href")) {
    if (!plain.startsWith("#")) add("svg-link", plain.slice(0, 40));
  } else if (!name.startsWith("xmlns") && foreign.test(plain)) add("svg-style", key);
}
