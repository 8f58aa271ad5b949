import type { Order } from "./order.ts";

/** What people may look an order up by. The counter keeps a keyed hash of each, never the words. */
export function lookUpWords({ id, buyer, receiver }: Order): string[] {
  const digits = digitsOf(receiver.phone);
  const words = [
    `id:${id.toLowerCase()}`,
    ...[buyer, receiver.name].filter((one) => one.trim() !== "").map(nameWord),
    // A platform may hide all but the first and the last digits.
    ...(/^\+?[\d\s()-]{7,}$/.test(receiver.phone) ? [`phone:${digits}`] : []),
    ...(digits.length >= 4 ? [`tail:${digits.slice(-4)}`] : []),
  ];
  return [...new Set(words)];
}

/** What a person typed, as the words it may mean. */
export function questionWords(question: string): string[] {
  const asked = question.trim();
  const digits = digitsOf(asked);
  const isNumber = /^\+?[\d\s()-]+$/.test(asked);
  return [
    `id:${asked.toLowerCase()}`,
    ...(isNumber && digits.length >= 7 ? [`phone:${digits}`] : []),
    ...(isNumber && digits.length === 4 ? [`tail:${digits}`] : []),
    ...(isNumber ? [] : [nameWord(asked)]),
  ];
}

const nameWord = (name: string) =>
  `name:${name.normalize("NFKC").replace(/\s+/g, "").toLowerCase()}`;

// Numbers are compared without the country code and what separates groups.
const digitsOf = (text: string) => text.replace(/\D/g, "").replace(/^(0086|86)(?=1\d{10}$)/, "");
