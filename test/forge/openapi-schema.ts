type Json = Record<string, unknown>;

export function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path of keys; undefined where there is none. */
export function lookUp(value: unknown, path: readonly string[]): unknown {
  return path.reduce((at: unknown, key) => (isRecord(at) ? at[key] : undefined), value);
}

const prefix = "#/components/schemas/";

/** An OpenAPI 3.0 schema as JSON Schema, together with all it refers to. */
export function strip(schema: unknown, description: unknown): Json {
  const definitions: Json = {};
  const include = (name: string) => {
    if (name in definitions) return;
    definitions[name] = true;
    definitions[name] = convert(lookUp(description, ["components", "schemas", name]), include);
  };
  return { allOf: [convert(schema, include)], $defs: definitions };
}

// The words of OpenAPI that say nothing about a value, and those that are translated below.
const dropped = new Set([
  "nullable",
  "example",
  "examples",
  "discriminator",
  "deprecated",
  "externalDocs",
  "xml",
]);
const lists = new Set(["allOf", "anyOf", "oneOf"]);
const single = new Set(["items", "additionalProperties", "not"]);

function convert(schema: unknown, include: (name: string) => void): unknown {
  if (!isRecord(schema)) return schema;
  const { $ref: reference } = schema;
  if (typeof reference === "string" && reference.startsWith(prefix)) {
    const name = reference.slice(prefix.length);
    include(name);
    return { $ref: `#/$defs/${name}` };
  }
  const entries = Object.entries(schema).filter(
    ([key]) => !dropped.has(key) && !key.startsWith("x-"),
  );
  const out = Object.fromEntries(entries.map(([key, value]) => convertKey(key, value, include)));
  return schema.nullable === true ? { anyOf: [{ type: "null" }, out] } : out;
}

function convertKey(
  key: string,
  value: unknown,
  include: (name: string) => void,
): [string, unknown] {
  if (key === "properties" && isRecord(value))
    return [
      key,
      Object.fromEntries(Object.entries(value).map(([name, one]) => [name, convert(one, include)])),
    ];
  // GitHub's alternatives overlap (an issue event fits several): one that fits is enough.
  if (lists.has(key) && Array.isArray(value))
    return [key === "oneOf" ? "anyOf" : key, value.map((one: unknown) => convert(one, include))];
  return [key, single.has(key) ? convert(value, include) : value];
}
