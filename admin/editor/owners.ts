import * as z from "zod";
import "../shared/buffer.ts";
import { parseFrontMatter } from "../../src/base/front-matter.ts";
import { draftBranch } from "../shared/address.ts";
import { textOf } from "../shared/base64.ts";
import { pullOf } from "../shared/changes.ts";
import type { Github } from "../shared/github.ts";
import type { Settings } from "../shared/settings.ts";
import type { Forms } from "./forms.ts";

const file = z.object({ content: z.string() });

/** Finds out whose a name in the address is: a published entry's, or that of an open draft. */
export function createOwners(github: Github, settings: Settings, forms: Forms) {
  return async (collection: string, slug: string): Promise<string | null> => {
    const path = forms.fileOf(collection, slug);
    const [published, draft] = await Promise.all([
      github.find(`/contents/${path}?ref=${settings.branch}`, file),
      pullOf(github, settings.owner, draftBranch(collection, slug)),
    ]);
    if (published) return titleIn(published.content) ?? slug;
    return draft?.title ?? null;
  };
}

function titleIn(base64: string): string | null {
  try {
    const { title } = parseFrontMatter(textOf(base64)).data;
    return typeof title === "string" ? title : null;
  } catch {
    return null;
  }
}
