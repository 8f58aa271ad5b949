import type { Reader } from "../api/read.ts";

/** Pictures of the repository at a commit, as data addresses: the desk may show nothing else of them. */
export interface Pictures {
  /** Null while it is being read, and for what is no picture. */
  get(path: string, ref: string): string | null;
}

const types: Readonly<Record<string, string>> = {
  png: "png",
  jpg: "jpeg",
  jpeg: "jpeg",
  webp: "webp",
  gif: "gif",
  avif: "avif",
};

export function createPictures(reader: Pick<Reader, "bytes">, draw: () => void): Pictures {
  const known = new Map<string, string | null>();
  const load = async (path: string, ref: string, type: string) => {
    const content = await reader.bytes(path, ref);
    known.set(`${ref} ${path}`, content && `data:image/${type};base64,${content}`);
    draw();
  };
  return {
    get(path, ref) {
      const type = types[path.split(".").at(-1)?.toLowerCase() ?? ""];
      const key = `${ref} ${path}`;
      if (!type || known.has(key)) return known.get(key) ?? null;
      known.set(key, null);
      // A picture that cannot be read is asked for again when its page is opened again.
      load(path, ref, type).catch(() => undefined);
      return null;
    },
  };
}
