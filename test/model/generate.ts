import fc from "fast-check";
import * as z from "zod";

/** Entries of a schema, with every field that may be missing missing at times. */
export function entriesOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional) return fc.option(inside(schema), { nil: undefined });
  if (schema instanceof z.ZodDefault) return fc.option(inside(schema), { nil: undefined });
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodArray) return listOf(schema);
  if (schema instanceof z.ZodObject) return objectOf(schema);
  if (schema instanceof z.ZodNumber)
    return fc.integer({ min: schema.minValue ?? 0, max: schema.maxValue ?? 9 });
  return textOf(schema);
}

function inside(schema: z.ZodOptional | z.ZodDefault): fc.Arbitrary<unknown> {
  const inner = schema.unwrap();
  return inner instanceof z.ZodType ? entriesOf(inner) : fc.constant(undefined);
}

function listOf({ element }: z.ZodArray): fc.Arbitrary<unknown> {
  if (!(element instanceof z.ZodType)) return fc.constant([]);
  return fc.array(entriesOf(element), { minLength: 1, maxLength: 3 });
}

function objectOf({ shape }: z.ZodObject): fc.Arbitrary<unknown> {
  const fields = Object.entries(shape).map(
    ([name, field]) =>
      [name, field instanceof z.ZodType ? entriesOf(field) : fc.constant(undefined)] as const,
  );
  return fc
    .record(Object.fromEntries(fields))
    .map((data) => JSON.parse(JSON.stringify(data)) as unknown);
}

const plain = z
  .object({ pattern: z.string(), format: z.string(), maxLength: z.number() })
  .partial();

// The hours of one day only, so that what comes first and what comes last is often the wrong way round.
const moments = fc
  .integer({ min: 0, max: 23 })
  .map((hour) => `2026-03-02T${String(hour).padStart(2, "0")}:00:00+08:00`);
const days = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, "0")}`);

function textOf(schema: z.ZodType): fc.Arbitrary<string> {
  const { pattern, format, maxLength = 40 } = plain.parse(z.toJSONSchema(schema, { io: "input" }));
  if (format === "date") return days;
  if (format === "date-time") return moments;
  const words = fc.constantFrom(
    "您好",
    "谢谢您",
    "你好",
    "非常抱歉",
    "密码",
    "竹杯",
    "a/b：“c”",
    "😀",
  );
  if (!pattern) return fc.oneof(words, fc.string({ unit: "grapheme", minLength: 1, maxLength }));
  const folder = /media\\\/([a-z]+)/.exec(pattern)?.[1];
  if (folder)
    return fc.constantFrom("竹杯 1.jpg", "a.png").map((one) => `../media/${folder}/${one}`);
  const made = fc.stringMatching(new RegExp(pattern), { size: "-1" });
  return made.filter((text) => [...text].length <= maxLength);
}
