import { describe, expect, it } from "vitest";
import { proofPath } from "../../src/ledger/blocks.ts";
import { openCheckpoint, parseCheckpoint, signCheckpoint } from "../../src/ledger/checkpoint.ts";
import { leafHash } from "../../src/ledger/hash.ts";
import {
  createSigner,
  generateNoteKey,
  openNote,
  parseVerifier,
  signNote,
} from "../../src/ledger/note.ts";
import {
  consistencyRanges,
  inclusionRanges,
  provesConsistency,
  provesInclusion,
} from "../../src/ledger/proof.ts";
import { memoryLog, rootAt } from "./trees.ts";
import tessera from "./vectors/tessera.json" with { type: "json" };

const origin = "example.com/log/testdata";

function verifierOf(line: string) {
  const verifier = parseVerifier(line);
  if (!verifier) throw new Error(`not a verifier: ${line}`);
  return verifier;
}

describe("a log that others wrote", () => {
  const verifiers = [verifierOf(tessera.verifier)];
  const hashes = tessera.leaves.map((leaf) => leafHash(Buffer.from(leaf)));
  const opened = tessera.checkpoints.map((note) => openCheckpoint(note, origin, verifiers));

  it("opens all its checkpoints and computes their roots", () => {
    expect(opened).toEqual(
      tessera.checkpoints.map((_, size) => ({ origin, size, root: rootAt(hashes, size) })),
    );
  });

  it("proves its records and its history under its own signatures", async () => {
    const log = memoryLog(hashes);
    for (const [size, checkpoint] of opened.entries()) {
      const root = checkpoint?.root ?? Buffer.alloc(32);
      for (let old = 0; old < size; old++) {
        const path = await proofPath(inclusionRanges(old, size), log.read);
        expect(provesInclusion(hashes[old] ?? root, old, size, path, root)).toBe(true);
        const older = await proofPath(consistencyRanges(old, size), log.read);
        const before = opened[old]?.root ?? root;
        expect(provesConsistency(old, size, before, root, older)).toBe(true);
      }
    }
  });

  it("refuses the checkpoint of another size under the same signature", () => {
    const forged = tessera.checkpoints[7]?.replace("\n7\n", "\n8\n") ?? "";
    expect(openCheckpoint(forged, origin, verifiers)).toBeNull();
  });
});

describe("signed notes", () => {
  const old = createSigner("shop.example/orders", generateNoteKey());
  const next = createSigner("shop.example/orders", generateNoteKey());
  const text = "shop.example/orders\n0\nx\n";

  it("opens for whoever knows one of the signers, so that keys can be changed", () => {
    const note = signNote(text, [old, next]);
    expect(openNote(note, [verifierOf(old.verifier)])).toBe(text);
    expect(openNote(note, [verifierOf(next.verifier)])).toBe(text);
  });

  it("stays shut for strangers, for changed texts and for a wrong signature of a known signer", () => {
    const note = signNote(text, [old]);
    expect(openNote(note, [verifierOf(next.verifier)])).toBeNull();
    expect(openNote(note.replace("x", "y"), [verifierOf(old.verifier)])).toBeNull();
    const both = signNote(text, [old, next]);
    const known = [verifierOf(old.verifier), verifierOf(next.verifier)];
    expect(openNote(both, known)).toBe(text);
    for (let at = both.length - 86; at < both.length - 2; at++)
      for (const letter of "AC/") {
        const spoiled = both.slice(0, at) + letter + both.slice(at + 1);
        if (spoiled !== both) expect(openNote(spoiled, known), `${at} ${letter}`).toBeNull();
      }
  });

  it("is read byte by byte: no signature, a torn end or a strange line opens nothing", () => {
    const verifiers = [verifierOf(old.verifier)];
    const note = signNote(text, [old]);
    for (const torn of [text, `${text}\n`, note.slice(0, -1), `${note}x\n`, `${note}\n`, ""])
      expect(openNote(torn, verifiers)).toBeNull();
  });

  it("takes no text that could be read two ways", () => {
    expect(() => signNote("a\n\nb\n", [old])).toThrow("not a text for a note");
    expect(() => signNote("a", [old])).toThrow("not a text for a note");
    expect(() => createSigner("a b", generateNoteKey())).toThrow("cannot name a signer");
  });

  it.each(["", "x", "a+00000000+AQ==", old.verifier.replace(/\+[0-9a-f]{8}\+/, "+00000000+")])(
    "knows no verifier in %j",
    (line) => expect(parseVerifier(line)).toBeNull(),
  );
});

describe("checkpoints", () => {
  const signer = createSigner("shop.example/orders", generateNoteKey());
  const verifiers = [verifierOf(signer.verifier)];
  const root = leafHash(Buffer.from("x"));

  it("speaks of one log only", () => {
    const note = signCheckpoint({ origin: "shop.example/orders", size: 3, root }, [signer]);
    expect(openCheckpoint(note, "shop.example/orders", verifiers)?.size).toBe(3);
    expect(openCheckpoint(note, "shop.example/other", verifiers)).toBeNull();
  });

  it.each(["a\n-1\nx", "a\n01\nx", "a\n1\nAAAA", "a\n1", "\n1\nx", "a\n1e3\nx"])(
    "does not read %j",
    (text) => expect(parseCheckpoint(text)).toBeNull(),
  );
});
