import * as z from "zod";

const field = z.looseObject({ name: z.string(), label: z.string() });
const form = z.looseObject({
  name: z.string(),
  label_singular: z.string(),
  folder: z.string().optional(),
  fields: z.array(field).default([]),
  files: z
    .array(
      z.looseObject({
        name: z.string(),
        label: z.string(),
        file: z.string(),
        fields: z.array(field),
      }),
    )
    .optional(),
});

/** What the desk itself must know of Decap's forms. */
export interface Forms {
  /** As Decap takes them. */
  readonly collections: unknown;
  /** Where the file of an entry lies. */
  fileOf(collection: string, slug: string): string;
  labelOf(collection: string, slug: string | null, field: string): string;
  /** What people call an entry. */
  nameOf(collection: string, slug: string | null, data: Readonly<Record<string, unknown>>): string;
}

/** Reads the forms that were written into the page. Throws when there are none. */
export function readForms(json: string): Forms {
  const collections: unknown = JSON.parse(json);
  const forms = z.array(form).parse(collections);
  const formOf = (name: string) => {
    const found = forms.find((one) => one.name === name);
    if (!found) throw new Error(`there is no collection "${name}"`);
    return found;
  };
  const fileIn = (collection: string, slug: string | null) =>
    formOf(collection).files?.find((one) => one.name === slug);
  return {
    collections,
    fileOf: (collection, slug) =>
      fileIn(collection, slug)?.file ?? `${formOf(collection).folder}/${slug}.md`,
    labelOf(collection, slug, name) {
      const fields = fileIn(collection, slug)?.fields ?? formOf(collection).fields;
      return fields.find((one) => one.name === name)?.label ?? name;
    },
    nameOf(collection, slug, data) {
      const { title } = data;
      const own = typeof title === "string" && title !== "" ? title : slug;
      return fileIn(collection, slug)?.label ?? own ?? formOf(collection).label_singular;
    },
  };
}
