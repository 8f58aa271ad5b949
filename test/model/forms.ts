import * as z from "zod";
import { decapCollections } from "../../src/model/decap.ts";

const fieldShape = z.looseObject({
  name: z.string(),
  label: z.string(),
  required: z.boolean(),
  widget: z.string(),
  default: z.unknown().optional(),
  pattern: z.tuple([z.string(), z.string()]).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  time_format: z.unknown().optional(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  get fields() {
    return z.array(fieldShape).optional();
  },
});
export type Field = z.infer<typeof fieldShape>;
const fields = z.array(fieldShape);
const formShape = z.looseObject({ name: z.string(), file: z.string(), fields });
const collectionShape = z.looseObject({
  name: z.string(),
  fields: fields.optional(),
  files: z.array(formShape).optional(),
});
/** What Decap is given, as plain data, by the name of the collection. */
export const desk = z.array(collectionShape).parse(decapCollections());
export const named = (name: string) => desk.find((one) => one.name === name);

/** The fields that Decap shows for each of the models; the company's pages share one. */
export const forms: Readonly<Record<string, readonly Field[]>> = Object.fromEntries(
  desk.flatMap((one) => [
    ...(one.fields ? [[one.name, one.fields] as const] : []),
    ...(one.files ?? []).map(
      ({ name, fields: own }) => [name === "about" ? "page" : name, own] as const,
    ),
  ]),
);
