import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import * as z from "zod";

/** Beside the site's pages, at its root. */
export const manifestName = "manifest.json";

const file = z.strictObject({ path: z.string(), sha256: z.string(), size: z.int() });
const schema = z.strictObject({ commit: z.string(), files: z.array(file) });

/** Every published file but the manifest itself, by path. */
export type Manifest = z.infer<typeof schema>;
export type ManifestFile = Manifest["files"][number];

/** Throws for another form. */
export function parseManifest(text: string): Manifest {
  return schema.parse(JSON.parse(text));
}

/** Lists a built site and writes the list into it. */
export async function writeManifest(dir: string, commit: string): Promise<Manifest> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((one) => one.isFile())
    .map((one) => relative(dir, join(one.parentPath, one.name)).split(sep).join("/"))
    .filter((path) => path !== manifestName)
    .sort();
  const files = await Promise.all(paths.map((path) => describe(dir, path)));
  const manifest = { commit, files };
  await writeFile(join(dir, manifestName), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

async function describe(dir: string, path: string): Promise<ManifestFile> {
  const bytes = await readFile(join(dir, path));
  return { path, sha256: sha256(bytes), size: bytes.length };
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
