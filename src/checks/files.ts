import { type Finding, findingOf } from "../base/finding.ts";
import { collections } from "../model/paths.ts";
import { text } from "./text.ts";

/** A file of the content, as git knows it. */
export interface ContentFile {
  readonly path: string;
  /** git's mode; a plain file where nothing else is known. */
  readonly mode?: string;
}

/** Names, kinds and folders of files. */
export function checkFiles(files: readonly ContentFile[]): Finding[] {
  const problems = files.flatMap((file) =>
    problemsOf(file).map((message) => ({ ...file, message })),
  );
  return [...problems, ...clashes(files)].map(({ path, message }) =>
    findingOf(path, { rule: "files", severity: "block", message }),
  );
}

const modes: Readonly<Record<string, string>> = {
  "100755": text.executable,
  "120000": text.notAFile,
  "160000": text.submodule,
};

function problemsOf({ path, mode = "100644" }: ContentFile): string[] {
  const kind = mode === "100644" || mode === "100664" ? null : (modes[mode] ?? text.notAFile);
  if (kind) return [kind];
  if (!isInPlace(path)) return [text.unknownPlace];
  const name = nameProblem(path);
  return name ? [text.badName(name, safeName(path))] : [];
}

// Beside media, the content holds Markdown and nothing else; whether it is an entry, the schema says.
function isInPlace(path: string): boolean {
  if (!path.startsWith("content/media/")) return path.endsWith(".md");
  const folder = path.split("/")[2];
  return path.split("/").length > 3 && collections.some((one) => one.name === folder);
}

const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const longest = 100;

function nameProblem(path: string): string | null {
  const parts = path.split("/");
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(path)) return text.names.unseen;
  if (path !== path.normalize("NFC")) return text.names.form;
  if (parts.some((one) => one === "" || one === "." || one === "..")) return text.names.dots;
  if (parts.some((one) => reserved.test(one))) return text.names.reserved;
  if (parts.some((one) => /^[.\s]|[.\s]$/.test(one))) return text.names.ends;
  if (/[\s<>:"|?*\\]/.test(path)) return text.names.signs;
  const size = new TextEncoder().encode(parts.at(-1)).length;
  return size > longest ? text.names.long(longest) : null;
}

/** A name that every system takes. */
function safeName(path: string): string {
  const name = path.split("/").at(-1) ?? "";
  const extension = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? "";
  const stem = name.slice(0, name.length - extension.length).normalize("NFC");
  const safe = stem
    .replace(/[^\p{L}\p{N}_-]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 30);
  return `${reserved.test(safe) || safe === "" ? `file-${safe}` : safe}${extension.toLowerCase()}`;
}

// Windows and macOS hold two such names for one.
function clashes(files: readonly ContentFile[]): { path: string; message: string }[] {
  const seen = new Map<string, string>();
  return files.flatMap(({ path }) => {
    const key = path.normalize("NFC").toLowerCase();
    const other = seen.get(key);
    seen.set(key, path);
    return other === undefined || other === path ? [] : [{ path, message: text.clash(other) }];
  });
}
