import type * as z from "zod";
import type { Collection } from "./collection.ts";

/**
 * What an entry must be, in one schema: the fields, and the collection's rules between them. The
 * site's build reads every entry by it.
 */
export function entrySchema(fields: z.ZodObject, rules: Collection["rules"]) {
  return fields.superRefine((data, context) => {
    for (const { field, message } of rules(data))
      context.addIssue({ code: "custom", path: [field], message });
  });
}
