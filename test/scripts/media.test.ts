import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { noise } from "../adapters/media/pictures.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-media-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
cpSync(".github", join(folder, ".github"), { recursive: true });

const node = join(process.cwd(), "node_modules/.bin/node");
const script = join(process.cwd(), "scripts/media.ts");
const run = (...args: readonly string[]) =>
  spawnSync(node, [script, ...args], { cwd: folder, encoding: "utf8" });

describe("npm run media -- optimise", () => {
  it("turns a photo upright, takes its place out, and gets it under the limit", async () => {
    const photo = await noise(1600, 1000)
      .withExif({ IFD3: { GPSLatitude: "31/1 13/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toBuffer();
    expect(photo.length).toBeGreaterThan(512_000);
    writeFileSync(join(folder, "a.jpg"), photo);
    const { stdout, status } = run("optimise", "a.jpg");
    expect(stdout).toMatch(/^a\.jpg：[\d,]+ → [\d,]+ 字节，\d+×\d+\n$/);
    expect(status).toBe(0);
    const made = readFileSync(join(folder, "a.jpg"));
    expect(made.length).toBeLessThanOrEqual(512_000);
    const { width, height, orientation, exif } = await sharp(made).metadata();
    expect([height > width, orientation, exif]).toEqual([true, undefined, undefined]);
  });

  it("gives the command for a video, and says what it cannot do", () => {
    const video = run("optimise", "a.mp4");
    expect([video.status, video.stdout]).toEqual([1, expect.stringContaining("ffmpeg -i a.mp4")]);
    expect(run("optimise", "none.jpg")).toMatchObject({ status: 1, stdout: "" });
    expect(run("optimise", "a.txt").stderr).toContain("不是可以压缩的图片");
    expect(run()).toMatchObject({ status: 2, stdout: "" });
    expect(run("--help")).toMatchObject({ status: 0, stderr: "" });
  });
});
