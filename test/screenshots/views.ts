import type { Page } from "playwright-core";
import type { Scene } from "./scene.ts";

export interface View {
  readonly name: string;
  /** Who sits in front of it; a visitor where nobody is named. */
  readonly who?: { readonly login: string; readonly desk: "editor" | "reviewer" };
  readonly path: string;
  /** What must be there before it is worth a picture. */
  readonly ready: (page: Page) => Promise<unknown>;
}

const seen = (selector: string) => (page: Page) => page.locator(selector).first().waitFor();

const visitor = (name: string, path: string): View => ({ name, path, ready: seen("main h1") });

const site = [
  visitor("home", "/"),
  visitor("products", "/products/"),
  visitor("product", "/products/bamboo-cup/"),
  visitor("product-withdrawn", "/products/thermos-kids/"),
  visitor("news", "/news/"),
  visitor("article", "/news/2026-11-18-new-warehouse/"),
  visitor("affairs", "/affairs/"),
  visitor("jobs", "/jobs/"),
  visitor("job", "/jobs/editor/"),
  visitor("contact", "/contact/"),
  visitor("not-found", "/nowhere/"),
];

/** Everything worth looking at, on a site and at desks where `scene` is set. */
export function viewsOf(scene: Scene): View[] {
  const walt = { login: "walt", desk: "reviewer" } as const;
  const ed = { login: "ed", desk: "editor" } as const;
  const change = (name: string, number: number): View => ({
    name,
    who: walt,
    path: `/admin/review/?pr=${number}`,
    ready: seen("#desk .verdict"),
  });
  return [
    ...site,
    { name: "start", who: ed, path: "/admin/", ready: seen("#work .finder .lines a") },
    { name: "guide", who: ed, path: "/admin/guide/", ready: seen("main h1") },
    {
      name: "form-new",
      who: ed,
      path: "/admin/edit/#/collections/products/new",
      ready: seen("#note p"),
    },
    { name: "review", who: walt, path: "/admin/review/", ready: seen("#desk .changes") },
    change("review-layout", scene.layout),
    change("review-product", scene.product),
    change("review-sent-back", scene.sentBack),
  ];
}
