import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv, type ValidateFunction } from "ajv";
import { isRecord, lookUp, strip } from "./openapi-schema.ts";

/** One answer of the forge, as `observe` hands it over. */
export interface Exchange {
  readonly method: string;
  /** Below `/api/v3`, without the query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const file = createRequire(import.meta.url).resolve(
  "@octokit/openapi/generated/api.github.com.json",
);
const description: unknown = JSON.parse(readFileSync(file, "utf8"));

const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
ajv.addFormat("uri", (text) => URL.canParse(text));

/**
 * What GitHub's OpenAPI description finds wrong with an answer; empty when nothing. An answer of an
 * operation or with a status that it does not describe is wrong too, save the errors that GitHub
 * may give anywhere.
 */
export function problemsOf(exchange: Exchange): string[] {
  const { method, path, status } = exchange;
  const where = `${method} ${path} → ${status}`;
  // What the forge does not do, it says so itself: GitHub never answers this.
  if (status === 501) return bodyProblems(where, exchange, errorShape);
  const operation = operationOf(method, path);
  if (!operation) {
    if (status >= 400) return bodyProblems(where, exchange, errorShape);
    return [`${where}: GitHub describes no such operation`];
  }
  const described = lookUp(description, [
    "paths",
    operation,
    method.toLowerCase(),
    "responses",
    String(status),
  ]);
  if (described === undefined) return undescribed(where, exchange);
  const errors =
    status >= 400 && exchange.body !== "" ? bodyProblems(where, exchange, errorShape) : [];
  return [...errors, ...describedProblems(`${where} (${operation})`, exchange, described)];
}

const anywhere = new Set([304, 400, 401, 403, 404, 409, 422]);

function undescribed(where: string, exchange: Exchange): string[] {
  if (!anywhere.has(exchange.status)) return [`${where}: GitHub describes no such status`];
  return exchange.status === 304
    ? empty(where, exchange)
    : bodyProblems(where, exchange, errorShape);
}

function describedProblems(where: string, exchange: Exchange, described: unknown): string[] {
  const reference = lookUp(described, ["$ref"]);
  const path = typeof reference === "string" ? reference.slice(2).split("/") : null;
  const content = lookUp(path ? lookUp(description, path) : described, ["content"]);
  if (exchange.status === 304) return empty(where, exchange);
  const media = isRecord(content) ? Object.values(content)[0] : undefined;
  const schema = lookUp(media, ["schema"]);
  if (schema === undefined) return exchange.status === 204 ? empty(where, exchange) : [];
  return bodyProblems(where, exchange, compiled(schema));
}

function empty(where: string, exchange: Exchange): string[] {
  return exchange.body === "" ? [] : [`${where}: has a body, GitHub's has none`];
}

function bodyProblems(where: string, exchange: Exchange, validate: ValidateFunction): string[] {
  const type = exchange.headers.get("content-type") ?? "";
  if (!type.startsWith("application/json")) return [`${where}: is ${type || "untyped"}, not JSON`];
  if (validate(JSON.parse(exchange.body))) return [];
  const errors = validate.errors ?? [];
  return errors.slice(0, 8).map((one) => `${where}: ${one.instancePath || "body"} ${one.message}`);
}

const errorShape = ajv.compile({
  type: "object",
  required: ["message", "documentation_url"],
  properties: { message: { type: "string" }, documentation_url: { type: "string" } },
});

const validators = new Map<unknown, ValidateFunction>();

// Compiled when first needed and kept: the description has a thousand operations.
function compiled(schema: unknown): ValidateFunction {
  const known = validators.get(schema);
  if (known) return known;
  const validate = ajv.compile(strip(schema, description));
  validators.set(schema, validate);
  return validate;
}

interface Template {
  readonly template: string;
  readonly pattern: RegExp;
  readonly literals: number;
}

const templates: readonly Template[] = Object.keys(pathsOf(description)).map((template) => ({
  template,
  pattern: new RegExp(
    `^${template
      .split(/\{[^}]+\}/)
      .map(quoted)
      .join("([^/]+)")}$`,
  ),
  literals: template.replace(/\{[^}]+\}/g, "").length,
}));

/** These end in a parameter that may hold slashes: a file's path or the name of a ref. */
const open = /\{(path|ref|basehead|branch)\}$/;

function operationOf(method: string, path: string): string | undefined {
  const offered = templates.filter((one) =>
    lookUp(description, ["paths", one.template, method.toLowerCase()]),
  );
  const exact = offered.filter((one) => one.pattern.test(path));
  const best = exact.sort((a, b) => b.literals - a.literals)[0];
  return (
    best ?? offered.filter((one) => open.test(one.template)).find((one) => startsLike(one, path))
  )?.template;
}

function startsLike({ template }: Template, path: string): boolean {
  const stem = template
    .replace(open, "")
    .split(/\{[^}]+\}/)
    .map(quoted)
    .join("([^/]+)");
  return new RegExp(`^${stem}.+$`).test(path);
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function pathsOf(whole: unknown): Record<string, unknown> {
  const paths = lookUp(whole, ["paths"]);
  return isRecord(paths) ? paths : {};
}
