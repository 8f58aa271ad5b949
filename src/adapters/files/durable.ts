import { randomBytes } from "node:crypto";
import { type FileHandle, link, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** A file that appears whole or not at all: written aside, synced, moved, and the folder synced. */
export async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  const aside = await writeAside(path, (file) => file.writeFile(bytes));
  await rename(aside, path);
  await syncFolder(dirname(path));
}

/**
 * As `writeDurably`, but never over a file that is there: false when there is one. `write` fills the
 * file.
 */
export async function createDurably(
  path: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<boolean> {
  const aside = await writeAside(path, write);
  try {
    await link(aside, path);
    await syncFolder(dirname(path));
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** Makes a folder for its owner only, and its parents. */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

async function writeAside(
  path: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<string> {
  await makePrivateFolder(dirname(path));
  const aside = `${path}.${randomBytes(6).toString("hex")}.part`;
  const file = await open(aside, "wx", 0o600);
  try {
    await write(file);
    await file.sync();
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return aside;
}

// Without this a power cut can take back the name of a file whose content is safe.
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
