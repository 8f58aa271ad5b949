/** The text of an exported file, whatever wrote it. */
export interface Decoded {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "gb18030";
}

/** Null when no encoding fits: half a character is a torn file, and a torn file is not read. */
export function decode(bytes: Uint8Array): Decoded | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return tryAs(bytes, "utf-16le");
  if (first === 0xfe && second === 0xff) return tryAs(bytes, "utf-16be");
  // UTF-8 first: hardly any GB18030 text of more than a few characters is also valid UTF-8.
  return tryAs(bytes, "utf-8") ?? tryAs(bytes, "gb18030");
}

function tryAs(bytes: Uint8Array, encoding: Decoded["encoding"]): Decoded | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return null;
  }
}
