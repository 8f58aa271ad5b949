import { auditCounter } from "../audit.ts";
import { outsideAt } from "../places.ts";
import { text } from "../text.ts";
import { type Command, progress, readOptions, UsageError, withCounter } from "./command.ts";

const known = {
  against: { type: "string", multiple: true },
  partial: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

/** Recomputes the whole log. Exit code 1 when anything does not fit. */
export const verify: Command = async (args, around) => {
  const { values, positionals } = readOptions(args, known);
  if (positionals.length > 0) throw new UsageError(text.verifyUsage);
  if (values.partial && !values.against) throw new UsageError(text.partialNeedsAgainst);
  const places = (values.against ?? []).map((name) => outsideAt(name, around.env));
  const notes = (await Promise.all(places.map((one) => one.notes()))).flat();
  return withCounter(around.env, async (counter) => {
    let size = 0;
    const tell = progress(around, (done) => text.verifying(done, size));
    const started = performance.now();
    const report = await auditCounter(counter, {
      notes,
      partial: values.partial,
      onProgress: (done, all) => {
        size = all;
        tell(done);
      },
    });
    const { inconsistencies, from } = report;
    if (values.json)
      around.print(JSON.stringify({ ...report, root: report.root.toString("base64") }));
    else {
      for (const one of inconsistencies) around.print(text.inconsistency(one));
      const seconds = (performance.now() - started) / 1000;
      around.print(
        text.verified(report.size - from, notes.length, inconsistencies.length, seconds),
      );
    }
    return inconsistencies.length > 0 ? 1 : 0;
  });
};
