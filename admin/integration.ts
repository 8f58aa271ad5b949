import { cpSync, linkSync, mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";

const decap = join(
  dirname(createRequire(import.meta.url).resolve("decap-cms/package.json")),
  "dist",
);
// The bundle, its chunks and its codecs; the package also holds a second copy under another name.
const wanted = /^(decap-cms\.js|\d+\.decap-cms\.js|[0-9a-f]+\.wasm)$/;

/**
 * Adds the desk to the site: `/admin/` (Decap), `/admin/review/` (the review desk), and Decap's own
 * files, so that nothing is loaded from elsewhere.
 */
export function desk(): AstroIntegration {
  return {
    name: "countersign:desk",
    hooks: {
      "astro:config:setup"({ injectRoute, updateConfig }) {
        injectRoute({ pattern: "/admin", entrypoint: "./admin/index.astro" });
        injectRoute({ pattern: "/admin/review", entrypoint: "./admin/review.astro" });
        // A script inside the page would be refused by the desk's own content security policy.
        updateConfig({ vite: { build: { assetsInlineLimit: 0 } } });
      },
      "astro:server:setup"({ server }) {
        server.middlewares.use("/admin/decap", (request, response, next) => {
          const name = (request.url ?? "").slice(1).split("?")[0] ?? "";
          if (!wanted.test(name)) return next();
          response.setHeader(
            "Content-Type",
            name.endsWith(".wasm") ? "application/wasm" : "text/javascript",
          );
          import("node:fs").then(
            ({ createReadStream }) => createReadStream(join(decap, name)).pipe(response),
            next,
          );
        });
      },
      "astro:build:done"({ dir }) {
        const target = join(fileURLToPath(dir), "admin/decap");
        mkdirSync(target, { recursive: true });
        for (const name of readdirSync(decap).filter((one) => wanted.test(one)))
          place(join(decap, name), join(target, name));
      },
    },
  };
}

// A link costs nothing; across file systems it takes a copy.
function place(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to);
  }
}
