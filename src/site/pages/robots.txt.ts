import type { APIContext } from "astro";
import { link } from "../build.ts";

export function GET({ site }: APIContext): Response {
  return new Response(
    `User-agent: *\nDisallow: ${link("/admin/")}\nSitemap: ${new URL(link("/sitemap.xml"), site)}\n`,
  );
}
