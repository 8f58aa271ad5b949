import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "yaml";
import { columnMapSchema, type Layout } from "../../orders/intake/layouts.ts";
import { readFiles } from "../../orders/intake/read.ts";
import { shop } from "../counter.ts";
import { takeIn } from "../take-in.ts";
import { text } from "../text.ts";
import { type Command, progress, readOptions, UsageError, withCounter } from "./command.ts";

const known = {
  map: { type: "string" },
  by: { type: "string", default: "import" },
  json: { type: "boolean", default: false },
} as const;

/** Takes over exported files. Exit code 1 when a row was put aside or an order has drifted. */
export const importOrders: Command = async (args, around) => {
  const { values, positionals } = readOptions(args, known);
  if (positionals.length === 0) throw new UsageError(text.importNeedsFiles);
  const files = positionals.map((path) => ({ name: basename(path), bytes: readGiven(path) }));
  const { sightings, quarantined, files: read } = readFiles(files, ownLayouts(values.map));
  const tell = progress(around, (done) => text.importing(done, sightings.length));
  const taken = await withCounter(around.env, async (counter) => {
    const result = await takeIn(counter, sightings, {
      via: "import",
      actor: values.by,
      onProgress: tell,
    });
    const hash = createHash("sha256");
    for (const { bytes } of files) hash.update(bytes);
    const data = {
      sha256: hash.digest("hex"),
      layout: [...new Set(read.map((one) => one.layout))].join("+"),
      rows: read.reduce((sum, one) => sum + one.rows, 0),
      orders: sightings.length,
      quarantined: quarantined.length,
    };
    const event = { type: "orders.imported" as const, data };
    await counter.write([{ subject: shop, actor: values.by, event }]);
    return result;
  });
  const { received, drifted, progressed, unchanged } = taken;
  if (values.json)
    around.print(JSON.stringify({ received, drifted, progressed, unchanged, quarantined }));
  else {
    for (const one of quarantined) around.print(text.quarantined(one));
    around.print(text.imported(taken, quarantined.length));
  }
  return quarantined.length > 0 || drifted > 0 ? 1 : 0;
};

function readGiven(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(text.unreadableFile(path, error instanceof Error ? error.message : ""));
  }
}

function ownLayouts(path: string | undefined): Layout[] {
  if (path === undefined) return [];
  const parsed = columnMapSchema.safeParse(parse(readGiven(path).toString("utf8")));
  if (parsed.success) return [parsed.data];
  throw new UsageError(text.badMap(path, parsed.error.issues.map((one) => one.message).join("；")));
}
