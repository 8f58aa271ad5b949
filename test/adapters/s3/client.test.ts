import { describe, expect, it } from "vitest";
import { openClient } from "../../../src/adapters/s3/client.ts";

const place = {
  endpoint: "https://s3.example/",
  bucket: "website",
  region: "auto",
  prefix: "",
  accessKey: "id",
  secretKey: "secret",
};

describe("a bucket's address", () => {
  it.each([
    [false, "https://website.s3.example"],
    [true, "https://s3.example/website"],
  ])("with the name in the path (%s) is %s", (pathStyle, root) => {
    expect(openClient({ ...place, pathStyle }).root).toBe(root);
  });
});
