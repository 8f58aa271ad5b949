import { pinyin } from "pinyin-pro";

const longest = 60;

/** A name for the address of what is called `title`, in pinyin: 竹杯 becomes `zhu-bei`; "" where there is none. */
export function proposeSlug(title: unknown): string {
  if (typeof title !== "string") return "";
  const words = pinyin(title.normalize("NFKC"), {
    toneType: "none",
    nonZh: "consecutive",
    type: "array",
    v: true,
  })
    .join("\n")
    .toLowerCase();
  const slug = words.replace(/[^a-z0-9]+/g, "-");
  return slug.slice(0, longest).replace(/^-+|-+$/g, "");
}
