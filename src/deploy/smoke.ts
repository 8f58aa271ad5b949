import * as z from "zod";
import { type Manifest, manifestName, parseManifest, sha256 } from "./manifest.ts";
import { text } from "./text.ts";

const marker = z.object({ commit: z.string() });

/**
 * What is wrong with the site as visitors get it: the marker names another commit, or a file differs
 * from the manifest. Empty when all is well. `site` may end in a project's path.
 */
export async function problemsLive(site: string, manifest: Manifest): Promise<readonly string[]> {
  const root = site.endsWith("/") ? site : `${site}/`;
  const get = (path: string) =>
    fetch(new URL(path.split("/").map(encodeURIComponent).join("/"), root), {
      cache: "no-store",
      signal: AbortSignal.timeout(20_000),
    });
  try {
    const version = await get("version.json");
    if (!version.ok) return [text.unreachable(version.url, String(version.status))];
    const { commit } = marker.parse(await version.json());
    if (commit !== manifest.commit) return [text.otherCommit(commit, manifest.commit)];
    const live = parseManifest(await (await get(manifestName)).text());
    if (JSON.stringify(live) !== JSON.stringify(manifest)) return [text.otherFile(manifestName)];
    return await wrongPages(get, manifest);
  } catch (error) {
    return [text.unreachable(root, error instanceof Error ? error.message : String(error))];
  }
}

type Get = (path: string) => Promise<Response>;

// The manifest was compared whole; of the files, the pages that everybody opens.
async function wrongPages(get: Get, { files }: Manifest): Promise<string[]> {
  const pages = files.filter((one) => one.path.endsWith("index.html")).slice(0, 10);
  const found: string[] = [];
  for (const { path, sha256: wanted } of pages) {
    const answer = await get(path);
    if (!answer.ok || sha256(new Uint8Array(await answer.arrayBuffer())) !== wanted)
      found.push(text.otherFile(path));
  }
  return found;
}
