import * as z from "zod";

/** What a list says of an entry: its title, and the number or date by which people know it. */
const title = z.object({ title: z.string(), mark: z.string() });
export type Title = z.infer<typeof title>;

/** By the sha of the file's content. */
export const titlesSchema = z.record(z.string(), title);
export type Titles = z.infer<typeof titlesSchema>;

export function titleOf(data: Readonly<Record<string, unknown>>): Title {
  const word = (name: string) => (typeof data[name] === "string" ? data[name] : "");
  return { title: word("title"), mark: word("sku") || word("date") };
}
