import { otherPinyin, pinyin } from "./tables/pinyin.ts";

const units = 0x10000;

/** By character: a number for its usual sound, above those of all characters' own numbers' use; 0 when unknown. */
export const soundNumbers = new Uint16Array(units);
const signsBySound = new Map<string, number[]>();
const soundsBySign = new Map<number, string[]>();

function learn(rows: readonly string[], isUsual: boolean): void {
  rows.forEach((row, at) => {
    const [sound = "", signs = ""] = row.split(" ");
    for (const sign of signs) {
      const unit = sign.charCodeAt(0);
      if (isUsual) soundNumbers[unit] = at + 1;
      add(signsBySound, sound, unit);
      add(soundsBySign, unit, sound);
    }
  });
}

function add<K, V>(table: Map<K, V[]>, key: K, value: V): void {
  const known = table.get(key);
  if (known) known.push(value);
  else table.set(key, [value]);
}

learn(pinyin, true);
learn(otherPinyin, false);

const longestSound = 6;

/** The characters that the first letters of a text can spell, each with the letters that are left. */
export function spelled(letters: string): { signs: readonly number[]; rest: string }[] {
  const found: { signs: readonly number[]; rest: string }[] = [];
  for (let length = 1; length <= Math.min(longestSound, letters.length); length += 1) {
    const signs = signsBySound.get(letters.slice(0, length));
    if (signs) found.push({ signs, rest: letters.slice(length) });
  }
  return found;
}

export function startsWith(sign: number, letter: string): boolean {
  return (soundsBySign.get(sign) ?? []).some((sound) => sound.startsWith(letter));
}
