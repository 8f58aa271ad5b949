import { createHash } from "node:crypto";
import { Hono } from "hono";

/** What S3's documents say of PUT, GET, ListObjectsV2 and DELETE, with two keys a page. */
export function bucketApp() {
  const objects = new Map<string, { body: Buffer; lock: string | null }>();
  const app = new Hono();
  app.use(async (c, next) =>
    c.req.header("authorization")?.startsWith("AWS4-HMAC-SHA256 Credential=id/")
      ? next()
      : c.body("<Error><Code>AccessDenied</Code></Error>", 403),
  );
  app.get("/bucket", (c) => {
    const { prefix = "", "continuation-token": token = "" } = c.req.query();
    const keys = [...objects.keys()].filter((one) => one.startsWith(prefix) && one > token).sort();
    const more = keys.length > 2 ? `<NextContinuationToken>${keys[1]}</NextContinuationToken>` : "";
    const contents = keys
      .slice(0, 2)
      .map((one) => `<Contents><Key>${one.replaceAll("&", "&amp;")}</Key></Contents>`);
    return c.body(`<ListBucketResult>${contents.join("")}${more}</ListBucketResult>`);
  });
  app.put("/bucket/*", async (c) => {
    const key = c.req.path.slice("/bucket/".length);
    if (c.req.header("if-none-match") === "*" && objects.has(key))
      return c.body("<Error><Code>PreconditionFailed</Code></Error>", 412);
    const body = Buffer.from(await c.req.arrayBuffer());
    const sum = createHash("sha256").update(body).digest("base64");
    if (c.req.header("x-amz-checksum-sha256") !== sum)
      return c.body("<Error><Code>BadDigest</Code></Error>", 400);
    objects.set(key, { body, lock: c.req.header("x-amz-object-lock-retain-until-date") ?? null });
    return c.body(null, 200);
  });
  app.get("/bucket/*", (c) => {
    const found = objects.get(c.req.path.slice("/bucket/".length));
    return found
      ? c.body(new Uint8Array(found.body))
      : c.body("<Error><Code>NoSuchKey</Code></Error>", 404);
  });
  app.delete("/bucket/*", (c) => {
    const key = c.req.path.slice("/bucket/".length);
    if (objects.get(key)?.lock) return c.body("<Error><Code>AccessDenied</Code></Error>", 403);
    objects.delete(key);
    return c.body(null, 204);
  });
  return { app, objects };
}
