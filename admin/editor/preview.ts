import { text } from "../text.ts";
import type { Cms, Entry, PreviewProps } from "./cms.ts";
import { yuanOf } from "./price.ts";

// Every public collection; of a fixed set, each file by its own name.
const shown = ["products", "news", "affairs", "banners", "jobs", "home", "about", "contact"];

/** A plain look at what is being written; the exact page is the preview that the review desk shows.
 * `changed` hears of each change. */
export function registerPreviews(cms: Cms, changed: (entry: Entry) => void): void {
  const told = (props: PreviewProps) => {
    changed(props.entry);
    return template(props);
  };
  for (const name of shown) cms.registerPreviewTemplate(name, told);
}

const style = {
  font: '17px/1.7 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  maxWidth: "40rem",
  margin: "0 auto",
  padding: "1.5rem",
};

function template({ entry, widgetFor, getAsset }: PreviewProps): unknown {
  const data = entry.get("data");
  const word = (name: string) => String(data.get(name) ?? "");
  const cover = data.get("cover") ?? data.get("image");
  const { h } = window;
  return h(
    "article",
    { style },
    cover
      ? h("img", {
          src: String(getAsset(cover) ?? ""),
          alt: word("cover_alt") || word("image_alt"),
          style: { width: "100%", borderRadius: "12px" },
        })
      : null,
    h("h1", null, word("title")),
    h("p", { style: { color: "#555" } }, word("summary") || word("tagline")),
    data.get("price")
      ? h(
          "p",
          { style: { color: "#a13c22", fontWeight: 700 } },
          text.preview.price(yuanOf(data.get("price")), word("unit")),
        )
      : null,
    ...text.preview.facts
      .filter(([field]) => word(field))
      .map(([field, label]) => h("p", { key: field }, `${label}：${word(field)}`)),
    widgetFor("body"),
  );
}
