import * as z from "zod";
import type { FrontMatter } from "../../src/base/front-matter.ts";
import "../shared/buffer.ts";
import { textOf } from "../shared/base64.ts";
import type { Github } from "../shared/github.ts";
import type { Settings } from "../shared/settings.ts";
import type { Shelf } from "../shared/shelves.ts";
import { type Title, type Titles, titleOf, titlesSchema } from "../shared/titles.ts";
import { type Row, rowsOf, untitled } from "./finder.ts";

const tree = z.object({
  truncated: z.boolean(),
  tree: z.array(z.object({ path: z.string(), sha: z.string(), type: z.string() })),
});
const blob = z.object({ content: z.string() });

/**
 * Every entry on the main branch: one question for the files, one for the titles that the built site
 * knows, and one for each file that it does not know.
 */
export async function readEntries(
  github: Github,
  settings: Settings,
  shelves: readonly Shelf[],
): Promise<Row[]> {
  const [{ tree: files }, known] = await Promise.all([
    github.get(`/git/trees/${settings.branch}:content?recursive=1`, tree),
    builtTitles(settings),
  ]);
  const blobs = files
    .filter(({ type }) => type === "blob")
    .map(({ path, sha }) => ({ path: `content/${path}`, sha }));
  const titles = { ...known, ...keptTitles() };
  const read = await readTitles(github, untitled(shelves, blobs, titles));
  keepTitles({ ...keptTitles(), ...read });
  return rowsOf(shelves, blobs, { ...titles, ...read });
}

async function builtTitles({ base }: Settings): Promise<Titles> {
  const answer = await fetch(`${base}/admin/entries.json`, { cache: "no-cache" }).catch(() => null);
  return titlesSchema.safeParse(await answer?.json().catch(() => null)).data ?? {};
}

const atOnce = 8;

async function readTitles(github: Github, shas: readonly string[]): Promise<Titles> {
  if (shas.length === 0) return {};
  // Hardly ever needed, and larger than everything else on the page.
  const { parseFrontMatter } = await import("../../src/base/front-matter.ts");
  const waiting = [...shas];
  const read: [string, Title][] = [];
  const work = async () => {
    for (let sha = waiting.shift(); sha; sha = waiting.shift())
      read.push([
        sha,
        titleIn((await github.get(`/git/blobs/${sha}`, blob)).content, parseFrontMatter),
      ]);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return Object.fromEntries(read);
}

// A file that cannot be read is still found by its name.
function titleIn(base64: string, parse: (source: string) => FrontMatter): Title {
  try {
    return titleOf(parse(textOf(base64)).data);
  } catch {
    return { title: "", mark: "" };
  }
}

// Only for as long as the window is open: some of these are not public.
const key = "countersign-titles";

function keptTitles(): Titles {
  try {
    return titlesSchema.parse(JSON.parse(sessionStorage.getItem(key) ?? "{}"));
  } catch {
    return {};
  }
}

function keepTitles(titles: Titles): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(titles));
  } catch {
    // Full: they are read again next time.
  }
}
