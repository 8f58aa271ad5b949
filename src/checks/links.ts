import { type Finding, findingOf } from "../base/finding.ts";
import { publicPath } from "../model/paths.ts";
import { categories } from "../model/products.ts";
import { rangeOf, treeOf, walk } from "./blocks.ts";
import { partsOf } from "./document.ts";
import { type Entry, fieldFinding, metaAt, textsIn } from "./entry.ts";
import { findingAt } from "./finding.ts";
import { text } from "./text.ts";

interface Link {
  readonly url: string;
  readonly isPicture: boolean;
  readonly range: readonly [number, number];
}

/** Pictures and pages of ours that are not there, pictures from elsewhere, and media nobody shows. */
export function checkLinks(entries: readonly Entry[], paths: ReadonlySet<string>): Finding[] {
  const pages = pagesOf(entries);
  const used = new Set<string>();
  const findings = entries.flatMap((entry) => [
    ...fieldFindings(entry, paths, pages, used),
    ...linksIn(entry).flatMap((link) => linkFindings(entry, link, paths, pages, used)),
  ]);
  const orphans = [...paths].filter((path) => path.startsWith(mediaFolder) && !used.has(path));
  const message = text.orphan;
  return [
    ...findings,
    ...orphans.map((path) => findingOf(path, { rule: "links", severity: "warn", message })),
  ];
}

const mediaFolder = "content/media/";

/** The addresses of the site's own pages. */
function pagesOf(entries: readonly Entry[]): ReadonlySet<string> {
  const lists = ["products", "news", "affairs", "jobs"].map((name) => `/${name}/`);
  const shelves = Object.keys(categories).map((name) => `/products/${name}/`);
  const own = entries.flatMap(({ path }) => publicPath(path) ?? []);
  return new Set(["/", ...lists, ...shelves, ...own]);
}

function fieldFindings(
  entry: Entry,
  paths: ReadonlySet<string>,
  pages: ReadonlySet<string>,
  used: Set<string>,
): Finding[] {
  return textsIn(entry.data, []).flatMap(({ at, value }) => {
    if (["image", "file"].includes(metaAt(entry, at).widget ?? "")) {
      const path = `content/${value.slice("../".length)}`;
      used.add(path);
      if (paths.has(path)) return [];
      return [fieldFinding(entry, "links", at, text.noMedia(value.split("/").at(-1) ?? value))];
    }
    const isBroken = at.join() === "link" && isOwn(value) && !isPage(value, pages);
    return isBroken ? [fieldFinding(entry, "links", at, text.noPage(value))] : [];
  });
}

/** Links, pictures and definitions of the text below the front matter. */
function linksIn({ source }: Entry): Link[] {
  const { body } = partsOf(source);
  const markdown = source.slice(...body);
  if (!/\]|:\/\/|<|www\./.test(markdown)) return [];
  const links: Link[] = [];
  walk(treeOf(markdown), (node) => {
    if (!("url" in node)) return;
    const [from, to] = rangeOf(node);
    const range = [body[0] + from, body[0] + to] as const;
    links.push({ url: node.url, isPicture: node.type === "image", range });
  });
  return links;
}

function linkFindings(
  entry: Entry,
  { url, isPicture, range }: Link,
  paths: ReadonlySet<string>,
  pages: ReadonlySet<string>,
  used: Set<string>,
): Finding[] {
  const at = (message: string) => [
    findingAt(entry.path, entry.source, range, { rule: "links", severity: "block", message }),
  ];
  if (url.startsWith("../media/")) {
    const path = `content/${decoded(url).slice("../".length)}`;
    used.add(path);
    return paths.has(path) ? [] : at(text.noMedia(url.split("/").at(-1) ?? url));
  }
  if (isPicture) return /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(url) ? at(text.hotLink) : [];
  return isOwn(url) && !isPage(url, pages) ? at(text.noPage(url)) : [];
}

function isOwn(url: string): boolean {
  return url.startsWith("/") && !url.startsWith("//");
}

function isPage(url: string, pages: ReadonlySet<string>): boolean {
  const path = decoded(url.split(/[?#]/)[0] ?? "");
  return (
    pages.has(path) ||
    pages.has(`${path}/`) ||
    /^\/(products|news|affairs)\/page\/\d+\/?$/.test(path)
  );
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
