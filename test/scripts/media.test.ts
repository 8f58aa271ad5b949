import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { main } from "../../scripts/media.ts";
import { noise } from "../adapters/media/pictures.ts";
import { runMain } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-media-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
cpSync(".github", join(folder, ".github"), { recursive: true });

const run = (...args: readonly string[]) => runMain(main, folder, args);

describe("npm run media -- optimise", () => {
  it("turns a photo upright, takes its place out, and gets it under the limit", async () => {
    const photo = await noise(1600, 1000)
      .withExif({ IFD3: { GPSLatitude: "31/1 13/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toBuffer();
    expect(photo.length).toBeGreaterThan(512_000);
    writeFileSync(join(folder, "a.jpg"), photo);
    const { stdout, status } = await run("optimise", "a.jpg");
    expect(stdout).toMatch(/^a\.jpg：[\d,]+ → [\d,]+ 字节，\d+×\d+\n$/);
    expect(status).toBe(0);
    const made = readFileSync(join(folder, "a.jpg"));
    expect(made.length).toBeLessThanOrEqual(512_000);
    const { width, height, orientation, exif } = await sharp(made).metadata();
    expect([height > width, orientation, exif]).toEqual([true, undefined, undefined]);
  });

  it("gives the command for a video, and says what it cannot do", async () => {
    const video = await run("optimise", "a.mp4");
    expect([video.status, video.stdout]).toEqual([1, expect.stringContaining("ffmpeg -i a.mp4")]);
    expect(await run("optimise", "none.jpg")).toMatchObject({ status: 1, stdout: "" });
    expect((await run("optimise", "a.txt")).stderr).toContain("不是可以压缩的图片");
    expect(await run()).toMatchObject({ status: 2, stdout: "" });
    expect(await run("--help")).toMatchObject({ status: 0, stderr: "" });
  });
});
