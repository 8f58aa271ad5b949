// Characters that are sometimes written as their halves.
const halves: Readonly<Record<string, readonly string[]>> = {
  最: ["日取", "曰取"],
  佳: ["亻圭", "人圭"],
  级: ["纟及", "糸及", "丝及"],
  顶: ["丁页"],
  国: ["口玉", "囗玉", "口王"],
  强: ["弓虽"],
  低: ["亻氐", "人氐"],
  极: ["木及"],
  唯: ["口隹"],
  第: ["竹弟"],
  独: ["犭虫"],
  治: ["氵台"],
  疗: ["疒了"],
  绝: ["纟色", "丝色"],
  保: ["亻呆", "人呆"],
  领: ["令页"],
  赌: ["贝者"],
  标: ["木示"],
};

/** The ways to write a word with one of its characters in halves, or with all that can be. */
export function splitForms(word: string): string[] {
  const signs = [...word];
  const single = signs.flatMap((sign, at) =>
    (halves[sign] ?? []).map((half) => signs.with(at, half).join("")),
  );
  const all = signs.map((sign) => halves[sign]?.[0] ?? sign).join("");
  return [...new Set([...single, all])].filter((form) => form !== word);
}
