import * as z from "zod";
import { decapCollections } from "../../src/model/decap.ts";

const fieldShape = z.looseObject({
  name: z.string(),
  label: z.string(),
  required: z.boolean(),
  widget: z.string(),
  default: z.unknown().optional(),
  pattern: z.tuple([z.string(), z.string()]).optional(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  get fields() {
    return z.array(fieldShape).optional();
  },
});
type Field = z.infer<typeof fieldShape>;
const fields = z.array(fieldShape);
const formShape = z.object({ name: z.string(), file: z.string(), fields });
/** What Decap is given, as plain data. */
export const desk = z
  .array(z.looseObject({ fields: fields.optional(), files: z.array(formShape).optional() }))
  .parse(decapCollections());

const [products, news, pages] = desk;
const formOf = (name: string) => pages?.files?.find((one) => one.name === name)?.fields ?? [];
/** The fields that Decap shows for each of the models. */
export const forms: Readonly<Record<string, readonly Field[]>> = {
  products: products?.fields ?? [],
  news: news?.fields ?? [],
  home: formOf("home"),
  page: formOf("about"),
};
