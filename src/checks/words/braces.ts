/** All words that a word with alternatives stands for: `第一{步,次}` is 第一步 and 第一次. */
export function expandBraces(word: string): string[] {
  const open = word.lastIndexOf("{");
  const close = word.indexOf("}", open);
  if (open < 0 || close < 0) return [word];
  const [head, tail] = [word.slice(0, open), word.slice(close + 1)];
  return word
    .slice(open + 1, close)
    .split(",")
    .flatMap((one) => expandBraces(head + one.trim() + tail));
}
