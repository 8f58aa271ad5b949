import { describe, expect, it } from "vitest";
import { proofPath } from "../../src/ledger/blocks.ts";
import { type Bundle, checkBundle } from "../../src/ledger/bundle.ts";
import { signCheckpoint } from "../../src/ledger/checkpoint.ts";
import { createSigner, generateNoteKey } from "../../src/ledger/note.ts";
import { inclusionRanges } from "../../src/ledger/proof.ts";
import { leafOf } from "../../src/ledger/record.ts";
import { unseal } from "../../src/ledger/seal.ts";
import { fillShelf, origin, signer } from "./shelf.ts";
import { memoryLog } from "./trees.ts";

const shelf = fillShelf(20, 20);
const log = memoryLog(shelf.records.map((one) => one.hash));

async function bundleOf(...seqs: number[]): Promise<Bundle> {
  const records = seqs.map(async (seq) => {
    const record = shelf.records[seq];
    const key = shelf.keys.get(record?.subject ?? "");
    const open = record && key ? unseal(key, record.sealed) : null;
    if (!record || !open) throw new Error(`record ${seq} does not open`);
    const path = await proofPath(inclusionRanges(seq, 20), log.read);
    return {
      leaf: leafOf(record).toString("utf8"),
      path: path.map((one) => one.toString("base64")),
      salt: open.salt.toString("base64"),
      body: open.body.toString("utf8"),
    };
  });
  return {
    format: "countersign-proof-v1",
    verifier: signer.verifier,
    checkpoint: signCheckpoint({ origin, size: 20, root: log.root }, [signer]),
    records: await Promise.all(records),
  };
}

describe("a proof bundle, read without the database", () => {
  it("proves its records", async () => {
    const bundle: unknown = JSON.parse(JSON.stringify(await bundleOf(3, 6, 9)));
    expect(checkBundle(bundle, signer.verifier)).toEqual([]);
  });

  it("does not prove what was changed in it", async () => {
    const bundle = await bundleOf(3, 6);
    const [first] = bundle.records;
    if (!first) throw new Error("the bundle is empty");
    const changed = { ...bundle, records: [{ ...first, body: "body 4" }] };
    expect(checkBundle(changed, signer.verifier)).toEqual([
      "第 3 号记录的内容与账本里的承诺不符。",
    ]);
    const moved = {
      ...bundle,
      records: [{ ...first, leaf: first.leaf.replace('"seq":3', '"seq":4') }],
    };
    expect(checkBundle(moved, signer.verifier)[0]).toContain("第 4 号记录不在检查点所指的账本里");
  });

  it("does not prove anything under another's key, or when it is torn", async () => {
    const bundle = await bundleOf(3);
    const other = createSigner(origin, generateNoteKey());
    expect(checkBundle(bundle, other.verifier)[0]).toContain("签名与公钥不符");
    expect(checkBundle(bundle, "nobody")[0]).toContain("公钥行无法识别");
    expect(checkBundle({ ...bundle, records: [] }, signer.verifier)[0]).toContain("格式不对");
    const unreadable = { ...bundle, records: [{ ...bundle.records[0], leaf: "{}" }] };
    expect(checkBundle(unreadable, signer.verifier)[0]).toContain("第 1 条记录无法识别");
  });
});
