import { fileTypeFromBuffer } from "file-type";
import {
  extensionOf,
  type MediaFacts,
  mediaClassOf,
  type Problem,
} from "../../checks/media/problems.ts";
import { svgProblems } from "../../checks/media/svg.ts";

const aliases: Readonly<Record<string, string>> = { jpeg: "jpg", apng: "png" };

/** Looks into the bytes of one file. Bounded by the size of what it decodes, not by time: see the pool. */
export async function probe(bytes: Uint8Array, path: string): Promise<MediaFacts> {
  const facts = (problems: readonly Problem[], text?: string) => ({
    bytes: bytes.length,
    problems,
    ...(text === undefined ? {} : { text }),
  });
  if (bytes.length === 0) return facts([{ kind: "empty" }]);
  if (isPointer(bytes)) return facts([{ kind: "pointer" }]);
  const named = extensionOf(path);
  const type = await typeOf(bytes);
  if (!type || !mediaClassOf(path)) return facts([{ kind: "unknown-type", detail: type ?? "" }]);
  if (type === "heic") return facts([{ kind: "heic" }]);
  if ((aliases[type] ?? type) !== (aliases[named] ?? named))
    return facts([
      { kind: mediaClassOf(`x.${type}`) ? "wrong-name" : "unknown-type", detail: type },
    ]);
  const { problems, text } = await looks[lookFor(type, path)](bytes, type);
  return facts(problems, text);
}

type Kind = "svg" | "pdf" | "office" | "video" | "image";

interface Look {
  readonly problems: readonly Problem[];
  readonly text?: string;
}

// Each kind brings a library of its own: most runs need one of them, or none.
const looks: Readonly<Record<Kind, (bytes: Uint8Array, type: string) => Promise<Look>>> = {
  svg: async (bytes) => ({ problems: svgProblems(decoder.decode(bytes)) }),
  pdf: async (bytes) => (await import("./pdf.ts")).probePdf(bytes),
  office: async (bytes) => ({ problems: (await import("./office.ts")).officeProblems(bytes) }),
  video: async (bytes) => ({ problems: await (await import("./video.ts")).videoProblems(bytes) }),
  image: async (bytes, type) => ({
    problems: await (await import("./image.ts")).imageProblems(bytes, type),
  }),
};

function lookFor(type: string, path: string): Kind {
  if (type === "svg" || type === "pdf") return type;
  const kind = mediaClassOf(path);
  return kind === "document" ? "office" : kind === "video" ? "video" : "image";
}

const decoder = new TextDecoder();

// Git LFS leaves a short text in place of a file that was not fetched.
function isPointer(bytes: Uint8Array): boolean {
  return decoder.decode(bytes.subarray(0, 40)).startsWith("version https://git-lfs");
}

async function typeOf(bytes: Uint8Array): Promise<string | null> {
  const found = await fileTypeFromBuffer(bytes);
  if (found && found.ext !== "xml") return found.ext;
  const head = decoder.decode(bytes.subarray(0, 4096));
  return /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*|<!DOCTYPE[\s\S]*?>\s*)*<svg[\s>]/i.test(
    head,
  ) ||
    (found?.ext === "xml" && /<svg[\s>]/i.test(head))
    ? "svg"
    : null;
}
