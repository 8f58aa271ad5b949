/** Where in the desk one is; the address says it, so that it can be sent to somebody. */
export type Route =
  | { readonly page: "list" | "notices" }
  | { readonly page: "change" | "record"; readonly number: number }
  | { readonly page: "records"; readonly month: string | null }
  | { readonly page: "deputies"; readonly preset: Readonly<Record<string, string>> };

export function routeOf(search: string): Route {
  const query = new URLSearchParams(search);
  const number = Number(query.get("pr"));
  const page = query.get("page");
  if (Number.isInteger(number) && number > 0)
    return { page: page === "record" ? "record" : "change", number };
  if (page === "records") return { page, month: monthOf(query.get("month")) };
  if (page === "deputies") return { page, preset: Object.fromEntries(query) };
  return { page: page === "notices" ? page : "list" };
}

function monthOf(text: string | null): string | null {
  return /^20\d{2}-(0[1-9]|1[0-2])$/.test(text ?? "") ? text : null;
}
