import { satteri } from "@astrojs/markdown-satteri";
import { defineConfig } from "astro/config";
import { desk } from "./admin/integration.ts";
import { siteAddress } from "./src/guard/site-address.ts";
import { markdownPlugins } from "./src/site/markdown.ts";

// Where visitors find the site stands in .github/github.yml, a project's path (/website/) and a domain of
// one's own alike. What a build may be told from outside beside it, for previews and tests:
//   COUNTERSIGN_SITE    origin for canonical addresses      COUNTERSIGN_BASE   path prefix
//   COUNTERSIGN_OUT     output folder                       COUNTERSIGN_CACHE  cache folder
//   COUNTERSIGN_DESK    "off" leaves the desk out           COUNTERSIGN_STUDIO "1": the desk talks to its own origin
//   COUNTERSIGN_PROVENANCE  the file of `npm run provenance`
//   COUNTERSIGN_COMMIT  the commit that the site shows      COUNTERSIGN_NOW    the moment it shows (ISO 8601)
const env = process.env;
// A variable of this name, which test runners and some shells set, would take the place of `base` below.
delete env.BASE_URL;
const address = siteAddress(".github/github.yml");
const base = env.COUNTERSIGN_BASE ?? address.base;

export default defineConfig({
  site: env.COUNTERSIGN_SITE ?? address.origin ?? "https://www.example.com",
  base,
  srcDir: "./src/site",
  publicDir: "./src/site/public",
  outDir: env.COUNTERSIGN_OUT ?? "./dist",
  ...(env.COUNTERSIGN_CACHE ? { cacheDir: env.COUNTERSIGN_CACHE } : {}),
  trailingSlash: "ignore",
  devToolbar: { enabled: false },
  compressHTML: true,
  markdown: {
    processor: satteri({
      mdastPlugins: markdownPlugins(base),
      features: { smartPunctuation: false },
    }),
    syntaxHighlight: false,
  },
  integrations: env.COUNTERSIGN_DESK === "off" ? [] : [desk()],
});
