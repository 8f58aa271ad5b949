import { cpSync, linkSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { decapDist, decapFolder } from "./decap.ts";

// The bundle, its chunks and its codecs; the package also holds a second copy under another name.
const wanted = /^(decap-cms\.js|\d+\.decap-cms\.js|[0-9a-f]+\.wasm)$/;

/**
 * Adds the desk to the site: `/admin/` (where editors begin), `/admin/edit/` (Decap), `/admin/guide/`
 * (what each field is for), `/admin/review/` (the review desk), `/admin/token/` (sign-in without a relay), and Decap's own files, so that nothing
 * is loaded from elsewhere.
 */
export function desk(): AstroIntegration {
  return {
    name: "countersign:desk",
    hooks: {
      "astro:config:setup"({ injectRoute, updateConfig }) {
        injectRoute({ pattern: "/admin", entrypoint: "./admin/index.astro" });
        injectRoute({ pattern: "/admin/edit", entrypoint: "./admin/edit.astro" });
        injectRoute({ pattern: "/admin/guide", entrypoint: "./admin/guide.astro" });
        injectRoute({ pattern: "/admin/entries.json", entrypoint: "./admin/entries.json.ts" });
        injectRoute({ pattern: "/admin/token", entrypoint: "./admin/token.astro" });
        injectRoute({ pattern: "/admin/review", entrypoint: "./admin/review.astro" });
        // A script inside the page would be refused by the desk's own content security policy.
        updateConfig({ vite: { build: { assetsInlineLimit: 0 } } });
      },
      "astro:server:setup"({ server }) {
        server.middlewares.use(`/${decapFolder}`, (request, response, next) => {
          const name = (request.url ?? "").slice(1).split("?")[0] ?? "";
          if (!wanted.test(name)) return next();
          response.setHeader(
            "Content-Type",
            name.endsWith(".wasm") ? "application/wasm" : "text/javascript",
          );
          import("node:fs").then(
            ({ createReadStream }) => createReadStream(join(decapDist, name)).pipe(response),
            next,
          );
        });
      },
      "astro:build:done"({ dir }) {
        const target = join(fileURLToPath(dir), decapFolder);
        mkdirSync(target, { recursive: true });
        for (const name of readdirSync(decapDist).filter((one) => wanted.test(one)))
          place(join(decapDist, name), join(target, name));
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
