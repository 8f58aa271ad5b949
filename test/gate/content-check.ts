import { findingOf } from "../../src/base/finding.ts";
import { parseFrontMatter } from "../../src/base/front-matter.ts";
import type { ContentCheck } from "../../src/gate/findings.ts";

/** Rules that nobody can read. */
export const unreadable = "terms: [\n";

/** A small rule book for the stories: front matter that can be read, titles only once, one bad word. */
export const checkContent: ContentCheck = async ({ documents, rules }) => {
  const unread = rules.find(({ source }) => source === unreadable);
  if (unread)
    return [findingOf(unread.path, { rule: "rules", severity: "block", message: "读不出" })];
  const titles = new Map<string, string>();
  const finding = (path: string, message: string) =>
    findingOf(path, { rule: "story", severity: "block", message });
  return documents.flatMap(({ path, source }) => {
    const title = titleOf(source);
    if (title === null) return [finding(path, "文件头无法读取")];
    const twin = titles.get(title);
    titles.set(title, path);
    return [
      ...(twin ? [finding(path, `标题与 ${twin} 相同`), finding(twin, `标题与 ${path} 相同`)] : []),
      ...(source.includes("最佳") ? [finding(path, "不能说“最佳”")] : []),
    ];
  });
};

function titleOf(source: string): string | null {
  try {
    return String(parseFrontMatter(source).data.title);
  } catch {
    return null;
  }
}
