import { inflateRawSync } from "node:zlib";
import type { Problem } from "../../checks/media/problems.ts";

const totalLimit = 100 * 1024 * 1024;
const ratioLimit = 200;
const partLimit = 1024 * 1024;

interface Part {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** What an Office file holds beside text, read from its ZIP directory before anything is unpacked. */
export function officeProblems(bytes: Uint8Array): Problem[] {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = directoryOf(data);
  if (!parts) return [{ kind: "broken" }];
  const total = parts.reduce((sum, part) => sum + part.size, 0);
  const isBomb =
    total > totalLimit || parts.some((part) => part.size > ratioLimit * (part.packed + 100));
  if (isBomb) return [{ kind: "bomb", detail: String(total) }];
  return [
    ...(parts.some((part) => /vbaProject|\.bin$|activeX|\.exe$|\.js$/i.test(part.name))
      ? [{ kind: "office-macro" } as const]
      : []),
    ...(parts.some((part) => part.name.endsWith(".rels") && hasExternal(data, part))
      ? [{ kind: "office-external" } as const]
      : []),
  ];
}

/** The entries of a ZIP's directory; null when there is none. */
function directoryOf(data: Buffer): Part[] | null {
  const end = data.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0 || end + 22 > data.length) return null;
  const count = data.readUInt16LE(end + 10);
  const parts: Part[] = [];
  let at = data.readUInt32LE(end + 16);
  for (let nth = 0; nth < count; nth += 1) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== 0x02014b50) return null;
    const name = data.toString("utf8", at + 46, at + 46 + data.readUInt16LE(at + 28));
    parts.push({
      name,
      method: data.readUInt16LE(at + 10),
      packed: data.readUInt32LE(at + 20),
      size: data.readUInt32LE(at + 24),
      offset: data.readUInt32LE(at + 42),
    });
    at += 46 + data.readUInt16LE(at + 28) + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
  }
  return parts;
}

// A link that a reader follows is fine; a template or a picture that is loaded from elsewhere is not.
function hasExternal(data: Buffer, { method, packed, offset }: Part): boolean {
  if (offset + 30 > data.length) return true;
  const start = offset + 30 + data.readUInt16LE(offset + 26) + data.readUInt16LE(offset + 28);
  const body = data.subarray(start, start + packed);
  try {
    const xml = (
      method === 0 ? body : inflateRawSync(body, { maxOutputLength: partLimit })
    ).toString();
    return [...xml.matchAll(/<Relationship\b[^>]*>/g)].some(
      ([tag]) =>
        /TargetMode\s*=\s*["']External/i.test(tag) && !/relationships\/hyperlink["']/.test(tag),
    );
  } catch {
    return true;
  }
}
