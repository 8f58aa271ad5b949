import { inflateSync } from "node:zlib";
import { extractText, getDocumentProxy } from "unpdf";
import type { Problem } from "../../checks/media/problems.ts";

const pageLimit = 200;
const inflateLimit = 4 * 1024 * 1024;
const streamLimit = 2000;

/** What a PDF would do beside being read, and the text that it shows. */
export async function probePdf(bytes: Uint8Array): Promise<{ problems: Problem[]; text: string }> {
  const problems = rawProblems(bytes);
  if (problems.some((one) => one.kind === "pdf-locked")) return { problems, text: "" };
  try {
    // The library takes the bytes over: it gets a copy.
    const document = await getDocumentProxy(new Uint8Array(bytes));
    if (await document.hasJSActions()) problems.push({ kind: "pdf-script" });
    const attachments: unknown = await document.getAttachments();
    if (attachments && Object.keys(attachments).length > 0)
      problems.push({ kind: "pdf-attachment", detail: Object.keys(attachments).join("、") });
    if (document.numPages > pageLimit)
      problems.push({ kind: "bomb", detail: String(document.numPages) });
    else
      return {
        problems,
        text: (await extractText(document, { mergePages: false })).text.join("\n\n"),
      };
  } catch (error) {
    problems.push({
      kind: "broken",
      detail: error instanceof Error ? error.message.slice(0, 80) : "",
    });
  }
  return { problems, text: "" };
}

const actions: readonly (readonly [RegExp, Problem["kind"]])[] = [
  [/\/(?:JavaScript|JS)(?![A-Za-z])/, "pdf-script"],
  [/\/(?:Launch|SubmitForm|ImportData|RichMedia|XFA|GoToE)(?![A-Za-z])/, "pdf-action"],
  [
    /\/(?:EmbeddedFile|Filespec)(?![A-Za-z])[\s\S]{0,200}\/EF|\/EmbeddedFiles(?![A-Za-z])/,
    "pdf-attachment",
  ],
  [/\/Encrypt(?![A-Za-z])/, "pdf-locked"],
];

// Names may hide behind #41 codes and in compressed object streams.
function rawProblems(bytes: Uint8Array): Problem[] {
  const raw = Buffer.from(bytes).toString("latin1");
  const texts = [raw, ...inflated(raw)].map((one) =>
    one.replace(/#([0-9a-f]{2})/gi, (_code, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
  );
  return actions
    .filter(([pattern]) => texts.some((one) => pattern.test(one)))
    .map(([, kind]) => ({ kind }));
}

function inflated(raw: string): string[] {
  const found: string[] = [];
  let total = 0;
  const pattern = /\/ObjStm[\s\S]{0,400}?stream\r?\n/g;
  for (const match of raw.matchAll(pattern)) {
    const start = match.index + match[0].length;
    const end = raw.indexOf("endstream", start);
    if (end < 0 || found.length >= streamLimit || total > inflateLimit) break;
    try {
      const text = inflateSync(Buffer.from(raw.slice(start, end), "latin1"), {
        maxOutputLength: inflateLimit,
      }).toString("latin1");
      total += text.length;
      found.push(text);
    } catch {
      // Not compressed this way, or larger than may be: the parser looks at it as well.
    }
  }
  return found;
}
