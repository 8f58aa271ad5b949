import type { APIContext } from "astro";
import { categories } from "../../model/products.ts";
import { link } from "../build.ts";
import { allPages, visibleArticles, visibleJobs, visibleProducts } from "../entries.ts";
import { hasRecords } from "../provenance.ts";

export async function GET({ site }: APIContext): Promise<Response> {
  const paths = [
    "/",
    "/products/",
    "/news/",
    "/affairs/",
    "/jobs/",
    ...Object.keys(categories).map((name) => `/products/${name}/`),
    ...(await visibleProducts()).map(({ id }) => `/products/${id}/`),
    ...(await visibleArticles("news")).map(({ id }) => `/news/${id}/`),
    ...(await visibleArticles("affairs")).map(({ id }) => `/affairs/${id}/`),
    ...(await visibleJobs()).map(({ id }) => `/jobs/${id}/`),
    ...(await allPages()).map(({ id }) => `/${id}/`),
    ...(hasRecords ? ["/provenance/"] : []),
  ];
  const urls = paths.map((path) => `<url><loc>${new URL(link(path), site)}</loc></url>`);
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join("")}</urlset>\n`;
  return new Response(body, { headers: { "Content-Type": "application/xml" } });
}
