import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cwd } from "node:process";
import { parseFrontMatter } from "../src/base/front-matter.ts";
import type { Collection } from "../src/model/collection.ts";
import { collections } from "../src/model/paths.ts";
import { isVisible } from "../src/model/rules.ts";
import { now } from "../src/site/build.ts";
import { type Titles, titleOf } from "./shared/titles.ts";

/**
 * What the desk's finder knows without asking GitHub: title and number of each file, by the sha of its
 * content. Only what visitors see as well; the finder reads the rest as the person who is signed in.
 */
export function GET(): Response {
  const titles: Titles = Object.fromEntries(collections.filter(isPublic).flatMap(titlesOf));
  return Response.json(titles);
}

const isPublic = (one: Collection) => one.kind === "folder" && one.path("x") !== null;

function titlesOf({ folder }: Collection) {
  return readdirSync(join(cwd(), folder))
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) => {
      const source = readFileSync(join(cwd(), folder, name));
      const { data } = parseFrontMatter(source.toString("utf8"));
      return isVisible(data, now) ? [[blobSha(source), titleOf(data)] as const] : [];
    });
}

function blobSha(content: Buffer): string {
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}
