import * as z from "zod";
import { addressOn } from "../base/address.ts";
import {
  type Manifest,
  type ManifestFile,
  manifestName,
  parseManifest,
  sha256,
} from "./manifest.ts";
import { text } from "./text.ts";

const marker = z.object({ commit: z.string() });

/**
 * What is wrong with the site as visitors get it: the marker names another commit, or a file differs
 * from the manifest. Empty when all is well. `site` may end in a project's path.
 */
export async function problemsLive(site: string, manifest: Manifest): Promise<readonly string[]> {
  const get = (path: string) =>
    fetch(addressOn(site, path.split("/").map(encodeURIComponent).join("/")), {
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
    return await wrongFiles(get, manifest);
  } catch (error) {
    return [text.unreachable(site, error instanceof Error ? error.message : String(error))];
  }
}

type Get = (path: string) => Promise<Response>;

/** How many files are asked for at a time. */
const atOnce = 8;

async function wrongFiles(get: Get, { files }: Manifest): Promise<string[]> {
  const found: string[] = [];
  for (let at = 0; at < files.length; at += atOnce) {
    const some = files.slice(at, at + atOnce);
    const right = await Promise.all(some.map((one) => isRight(get, one)));
    found.push(...some.filter((_, place) => !right[place]).map((one) => text.otherFile(one.path)));
  }
  return found;
}

async function isRight(get: Get, { path, sha256: wanted }: ManifestFile): Promise<boolean> {
  const answer = await get(path);
  return answer.ok && sha256(new Uint8Array(await answer.arrayBuffer())) === wanted;
}
