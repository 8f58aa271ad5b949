import { text } from "../text.ts";

/** 3990 (分) as people write it: 39.90. */
export function yuanOf(fen: unknown): string {
  return typeof fen === "number" && Number.isInteger(fen) ? (fen / 100).toFixed(2) : "";
}

export type ParsedPrice = { readonly fen: number } | { readonly problem: string };

/** Reads 39, 39.9, ￥39.90 or 1,299 as 分; full-width digits count too. */
export function parsePrice(input: string): ParsedPrice {
  const plain = input.normalize("NFKC").replace(/[¥,\s元]/g, "");
  if (plain === "") return { problem: text.price.missing };
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) return { problem: text.price.wrong };
  // Digits, not floating point: 19.99 is exactly 1999.
  const fen = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return fen >= 1 && fen <= 100_000_000 ? { fen } : { problem: text.price.range };
}
