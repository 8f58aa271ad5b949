import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { folderTarget, type Target } from "../../../src/adapters/files/target.ts";
import { s3Target } from "../../../src/adapters/s3/target.ts";
import { listen } from "../http/loopback.ts";
import { bucketApp } from "./bucket.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "countersign-target-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const now = Date.parse("2026-11-24T04:00:00Z");

async function openBucket(lockDays?: number) {
  const bucket = bucketApp();
  const server = await listen(bucket.app);
  const settings = { endpoint: server.origin, bucket: "bucket", region: "auto", prefix: "shop/" };
  const target = s3Target({
    ...settings,
    accessKey: "id",
    secretKey: "secret",
    pathStyle: true,
    lockDays,
    now: () => now,
  });
  return { ...bucket, target, close: server.close };
}

const places: readonly (readonly [
  string,
  () => Promise<{ target: Target; close(): Promise<void> }>,
])[] = [
  [
    "a folder",
    async () => ({ target: folderTarget(join(dir, "disk")), close: async () => undefined }),
  ],
  ["an S3-compatible bucket", () => openBucket()],
];

describe.each(places)("%s", (_name, open) => {
  it("keeps what it was given, and never writes over it", async () => {
    const { target, close } = await open();
    const file = join(dir, "file");
    writeFileSync(file, "first");
    expect(await target.list()).toEqual([]);
    expect(await target.putFile("objects/a", file)).toBe(true);
    expect(await target.putText("objects/a", "second")).toBe(false);
    expect(await target.putText("sets/1/manifest.sig", "x")).toBe(true);
    expect(await target.putText("sets/2/manifest.sig", "y")).toBe(true);
    expect(await text(await target.read("objects/a"))).toBe("first");
    expect(await target.readText("sets/2/manifest.sig")).toBe("y");
    expect(await target.list()).toEqual([
      "objects/a",
      "sets/1/manifest.sig",
      "sets/2/manifest.sig",
    ]);
    await target.remove("objects/a");
    await expect(target.read("objects/a")).rejects.toThrow();
    await close();
  });
});

describe("a bucket with Object Lock", () => {
  it("is told until when nobody may delete, and says so when asked to", async () => {
    const { target, objects, close } = await openBucket(30);
    await target.putText("a", "x");
    expect(objects.get("shop/a")?.lock).toBe("2026-12-24T04:00:00.000Z");
    await expect(target.remove("a")).rejects.toThrow(
      'Cannot delete "a": the bucket answers 403 AccessDenied',
    );
    await close();
  });
});
