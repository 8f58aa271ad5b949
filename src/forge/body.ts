import type * as z from "zod";
import { problem } from "./errors.ts";
import type { ForgeContext } from "./types.ts";

/** The JSON body in the form `schema` asks for: 400 when it is no JSON, 422 when it has another form. */
export async function readBody<T extends z.ZodType>(
  c: ForgeContext,
  schema: T,
): Promise<z.output<T>> {
  const text = await c.req.text();
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((one) => `${one.path.join(".")}: ${one.message}`);
  throw problem(422, `Invalid request.\n\n${errors.join("\n")}`);
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    throw problem(400, "Problems parsing JSON");
  }
}
