import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ownName } from "../../admin/editor/files.ts";

const digest = (content: string) => {
  const bytes = createHash("sha256").update(content).digest();
  return Uint8Array.from(bytes).buffer;
};

describe("a file's own name", () => {
  it("keeps what the editor called it, Chinese and blanks included", () => {
    expect(ownName("桌布 实拍.jpg", digest("a"))).toBe("桌布 实拍-ca978112.jpg");
  });

  it("differs for two pictures that their cameras called the same", () => {
    expect(ownName("IMG_0001.JPG", digest("a"))).not.toBe(ownName("IMG_0001.JPG", digest("b")));
  });

  it("stays as it is when the same file is chosen again under it", () => {
    const once = ownName("a.b.png", digest("a"));
    expect(ownName(once, digest("a"))).toBe(once);
  });

  it("copes with a name that has no ending, or is nothing but one", () => {
    expect(ownName("图", digest("a"))).toBe("图-ca978112");
    expect(ownName(".jpg", digest("a"))).toBe(".jpg-ca978112");
  });
});
