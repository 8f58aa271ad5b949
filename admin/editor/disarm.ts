import * as z from "zod";

const blob = z.object({ content: z.string(), encoding: z.literal("base64") });

/**
 * Whether a file that GitHub answers with has front matter in another language than YAML. Decap reads
 * front matter with gray-matter, which runs `---js` as a program: in the page, with the editor's rights.
 */
export function isArmed(answer: unknown): boolean {
  const { data } = blob.safeParse(answer);
  if (!data) return false;
  const content = data.content.replace(/\s/g, "");
  // The three dashes in base64, also behind a byte order mark: nothing else needs decoding.
  if (!/^(LS0t|77u\/LS0t)/.test(content)) return false;
  return namesLanguage(atob(content));
}

// What gray-matter takes for a language: whatever stands behind the dashes up to a line feed.
function namesLanguage(bytes: string): boolean {
  return /^(?:\xef\xbb\xbf)?---(?!-)[^\n]*?\S/.test(bytes);
}
