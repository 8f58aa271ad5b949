import { checkContent } from "../../src/checks/checks.ts";
import type { Document } from "../../src/checks/document.ts";
import { rulesFrom } from "../../src/checks/settings.ts";

const settings = `media: { image: 1, video: 1, document: 1 }
premises: []
strict: { medical: [], investment: [], education: [] }
`;

/** Rules that forbid nothing. */
export const noRules = rulesFrom([
  { path: ".github/banned/none.yml", source: "rules: []" },
  { path: ".github/content-rules.yml", source: settings },
  { path: ".github/allowances.yml", source: "allowances: []" },
]);

/** What blocks in these files, looked at by the model, the links and the names of files. */
export function blocking(documents: readonly Document[], paths: Iterable<string>) {
  const files = [...paths].map((path) => ({ path }));
  return checkContent({ documents, files }, noRules, "2026-11-25").filter(
    (one) => one.severity === "block",
  );
}

const fields = [
  "title: 竹纤维随手杯",
  "slug: bamboo-cup",
  "sku: QH-CUP-01",
  "category: dining",
  "price: 3900",
  "unit: 只",
  "specification: 容量 350 ml",
  "summary: 轻巧耐摔，一杯在手。",
  "cover: ../media/products/bamboo-cup.jpg",
  "cover_alt: 竹纤维随手杯",
  'verified_on: "2026-11-02"',
];

export const path = "content/products/bamboo-cup.md";
const pictures = ["content/media/products/bamboo-cup.jpg", "content/media/news/gate.jpg"];

const nameOf = (line: string) => line.split(":")[0];

/** A product's file; a change takes the place of the line with that field, or follows the last one. */
export function product(...changes: readonly string[]): string {
  const known = fields.map(
    (line) => changes.find((change) => nameOf(change) === nameOf(line)) ?? line,
  );
  const added = changes.filter((change) => !known.includes(change));
  return ["---", ...known, ...added, "---", "", "杯壁加厚。", ""].join("\n");
}

/** Without its line for that field. */
export function productWithout(name: string): string {
  return product()
    .split("\n")
    .filter((line) => !line.startsWith(`${name}:`))
    .join("\n");
}

/** The findings about one file, each as `line:column message`. */
export function findingsOf(source: string, at = path): string[] {
  return blocking([{ path: at, source }], [at, ...pictures]).map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );
}
