import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBucket } from "../../src/adapters/s3/bucket.ts";
import { deployToBucket } from "../../src/deploy/bucket.ts";
import { parseManifest, sha256, writeManifest } from "../../src/deploy/manifest.ts";
import { listen } from "../adapters/http/loopback.ts";

interface Stored {
  readonly body: string;
  readonly type: string;
}

/** A bucket on a server of this machine, which may refuse to take a file. */
function bucketApp(objects: Map<string, Stored>, log: string[], refuses: () => string | null) {
  const app = new Hono();
  app.use(async (c, next) =>
    c.req.header("authorization")?.startsWith("AWS4-HMAC-SHA256 Credential=id/")
      ? next()
      : c.body(null, 403),
  );
  const keyOf = (path: string) => decodeURIComponent(path.slice("/website/www/".length));
  app.put("/website/*", async (c) => {
    const key = keyOf(c.req.path);
    if (refuses() === key) return c.body("<Error><Code>QuotaExceeded</Code></Error>", 403);
    objects.set(key, { body: await c.req.text(), type: c.req.header("content-type") ?? "" });
    log.push(`+ ${key}`);
    return c.body(null, 200);
  });
  app.get("/website/*", (c) => {
    const found = objects.get(keyOf(c.req.path));
    return found ? c.body(found.body) : c.body(null, 404);
  });
  app.delete("/website/*", (c) => {
    if (refuses() === `- ${keyOf(c.req.path)}`) return c.body(null, 403);
    objects.delete(keyOf(c.req.path));
    log.push(`- ${keyOf(c.req.path)}`);
    return c.body(null, 204);
  });
  return app;
}

let dir: string;
let objects: Map<string, Stored>;
let log: string[];
let refused: string | null;
let server: Awaited<ReturnType<typeof listen>>;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "countersign-deploy-"));
  [objects, log, refused] = [new Map(), [], null];
  server = await listen(bucketApp(objects, log, () => refused));
});
afterEach(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

const first = {
  "index.html": "甲",
  "about/index.html": "关于",
  "_astro/a.css": "a",
  "媒体/照片.jpg": "j",
  "version.json": "1",
};

/** Builds a site of these files and sends it; answers what went over the line, in order. */
async function deploy(files: Record<string, string>): Promise<string[]> {
  rmSync(dir, { recursive: true, force: true });
  for (const [path, body] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), body);
  }
  const manifest = await writeManifest(dir, "c0ffee");
  const bucket = openBucket({
    endpoint: server.origin,
    bucket: "website",
    region: "auto",
    prefix: "www/",
    accessKey: "id",
    secretKey: "secret",
    pathStyle: true,
  });
  log.length = 0;
  await deployToBucket(bucket, dir, manifest);
  return [...log];
}

const shown = () => Object.fromEntries([...objects].map(([path, { body }]) => [path, body]));

describe("a bucket that visitors read", () => {
  it("gets what pages need, then the pages, then the marker, then the manifest", async () => {
    expect(await deploy(first)).toEqual([
      "+ _astro/a.css",
      "+ 媒体/照片.jpg",
      "+ about/index.html",
      "+ index.html",
      "+ version.json",
      "+ manifest.json",
    ]);
    expect(objects.get("index.html")?.type).toBe("text/html; charset=utf-8");
  });

  it("has a manifest that names every file with its hash", async () => {
    await deploy(first);
    const { files, commit } = parseManifest(objects.get("manifest.json")?.body ?? "");
    expect(commit).toBe("c0ffee");
    expect(files.map((one) => one.path)).toEqual(Object.keys(first).sort());
    for (const { path, sha256: hash } of files)
      expect(hash).toBe(sha256(Buffer.from(objects.get(path)?.body ?? "")));
  });

  it("gets only what changed, and loses what is gone after the rest is there", async () => {
    await deploy(first);
    const { "about/index.html": _gone, ...rest } = first;
    expect(await deploy({ ...rest, "index.html": "乙", "version.json": "2" })).toEqual([
      "+ index.html",
      "+ version.json",
      "- about/index.html",
      "+ manifest.json",
    ]);
  });

  it.each(["index.html", "new/index.html", "version.json"])(
    "that stops at %s shows the old site, whole",
    async (path) => {
      await deploy(first);
      const before = shown();
      refused = path;
      const second = { ...first, "index.html": "乙", "new/index.html": "新", "version.json": "2" };
      await expect(deploy(second)).rejects.toThrow("访客看到的仍是旧网站");
      expect(shown()).toEqual(before);
      refused = null;
      await deploy(second);
      expect(shown()).toMatchObject(second);
    },
  );

  it.each(["- about/index.html", "manifest.json"])(
    "that stops at %s is live, says what may be left, and is finished by the next deploy",
    async (step) => {
      await deploy(first);
      const { "about/index.html": _gone, ...second } = { ...first, "index.html": "乙" };
      refused = step;
      await expect(deploy(second)).rejects.toThrow("撤下的文件可能没有删干净");
      expect(objects.get("index.html")?.body).toBe("乙");
      refused = null;
      await deploy(second);
      const { "manifest.json": manifest = "", ...files } = shown();
      expect(files).toEqual(second);
      expect(parseManifest(manifest).files.map((one) => one.path)).toEqual(
        Object.keys(second).sort(),
      );
    },
  );
});
