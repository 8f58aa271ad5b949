import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";

const docs = "https://docs.github.com/rest";

/** An answer in GitHub's error shape; thrown by routes, rendered by Hono. */
export function problem(
  status: ContentfulStatusCode,
  message: string,
  extra: Readonly<Record<string, unknown>> = {},
): HTTPException {
  const body = { message, ...extra, documentation_url: docs, status: String(status) };
  return new HTTPException(status, { res: Response.json(body, { status }) });
}

export const notFound = () => problem(404, "Not Found");
export const badCredentials = () => problem(401, "Bad credentials");
export const forbidden = (message = "Must have admin rights to Repository.") =>
  problem(403, message);
export const notForIntegrations = () => problem(403, "Resource not accessible by integration");

/**
 * 422 as GitHub's validation errors have it: a field that is wrong, or with a null field a sentence
 * about the whole.
 */
export function invalid(resource: string, field: string | null, message?: string): HTTPException {
  const error =
    message === undefined
      ? { resource, field, code: "invalid" }
      : { resource, ...(field === null ? {} : { field }), code: "custom", message };
  return problem(422, "Validation Failed", { errors: [error] });
}

/** 422 with a sentence, or with several under a heading. */
export const unprocessable = (message: string, errors?: readonly string[]) =>
  problem(422, message, errors ? { errors } : {});

/** What a fault of the forge's own becomes; on one machine, whoever sees it can mend it. */
export function serverError(error: unknown): Response {
  if (error instanceof HTTPException) return error.getResponse();
  const message = error instanceof Error ? error.message : String(error);
  return problem(500, `Server Error: ${message}`).getResponse();
}
