import * as z from "zod";
import "../shared/buffer.ts";
import { type FrontMatter, parseFrontMatter } from "../../src/base/front-matter.ts";
import { draftBranch, type Place, placeOf } from "../shared/address.ts";
import { textOf } from "../shared/base64.ts";
import type { Github } from "../shared/github.ts";
import type { Settings } from "../shared/settings.ts";
import { type Conflict, conflictOf, type Seen } from "./conflict.ts";

const ref = z.object({ object: z.object({ sha: z.string() }) });
const file = z.object({ sha: z.string(), content: z.string() });
const commit = z.object({
  author: z.object({ login: z.string() }).nullish(),
  commit: z.object({ author: z.object({ name: z.string(), date: z.string() }) }),
});

/** Somebody else's version of the entry that is open. */
export interface Other {
  readonly conflict: Conflict;
  /** Who saved it and when; null where that is not known. */
  readonly by: { readonly name: string; readonly date: string } | null;
  /** Null where the entry is gone, or cannot be read. */
  readonly version: FrontMatter | null;
}

/** Knows what an entry was when it was opened, and what it is now. */
export interface Watch {
  /**
   * Resolves when the state of the entry in the address is noted. Decap reads an entry only after
   * that, so that what is noted is never newer than what the editor sees.
   */
  arrive(): Promise<void>;
  /** What a save would do to others' work; null when it does nothing to it. */
  check(): Promise<Other | null>;
  /** The editor has seen the other version and goes on: from now on that one is the known one. */
  accept(): Promise<void>;
  /** The desk itself has moved a branch. */
  wrote(branch: string, sha: string): void;
}

export function createWatch(github: Github, settings: Settings, fileOf: FileOf): Watch {
  let hash = "";
  let place: Place | null = null;
  let seen: Promise<Seen | null> = Promise.resolve(null);
  const read = async (at: Place | null): Promise<Seen | null> => {
    if (!at || at.slug === null) return null;
    const branch = draftBranch(at.collection, at.slug);
    const path = fileOf(at.collection, at.slug);
    const [head, published] = await Promise.all([
      github.find(`/git/ref/heads/${branch}`, ref),
      github.find(`/contents/${path}?ref=${settings.branch}`, file),
    ]);
    return { head: head?.object.sha ?? null, published: published?.sha ?? null };
  };
  return {
    async arrive() {
      if (location.hash !== hash) {
        hash = location.hash;
        place = placeOf(hash);
        // Without an answer nothing is known; a save then asks again and says what is wrong.
        seen = read(place).catch(() => null);
      }
      await seen;
    },
    async check() {
      const [known, now] = [await seen, await read(place)];
      if (!known || !now || !place || place.slug === null) return null;
      const conflict = conflictOf(known, now);
      return (
        conflict && {
          conflict,
          ...(await otherOf(place.collection, place.slug, sideOf(conflict, now))),
        }
      );
    },
    async accept() {
      seen = Promise.resolve(await read(place));
      await seen;
    },
    wrote(branch, sha) {
      if (!place || place.slug === null) return;
      if (branch !== draftBranch(place.collection, place.slug)) return;
      seen = seen.then((known) => known && { ...known, head: sha });
    },
  };

  function sideOf(conflict: Conflict, now: Seen): "site" | "draft" {
    return conflict === "publishedChanged" || now.head === null ? "site" : "draft";
  }

  async function otherOf(collection: string, slug: string, side: "site" | "draft") {
    const path = fileOf(collection, slug);
    const from = side === "site" ? settings.branch : draftBranch(collection, slug);
    const [found, [last]] = await Promise.all([
      github.find(`/contents/${path}?ref=${encodeURIComponent(from)}`, file),
      github.get(
        `/commits?sha=${encodeURIComponent(from)}&path=${path}&per_page=1`,
        z.array(commit),
      ),
    ]);
    return { by: last ? await savedBy(last) : null, version: found && versionOf(found.content) };
  }

  // Git knows a name of each commit; GitHub knows the person's own.
  async function savedBy({ author, commit: { author: git } }: z.infer<typeof commit>) {
    const name = author ? await github.nameOf(author.login).catch(() => git.name) : git.name;
    return { name, date: git.date };
  }
}

/** Where the file of an entry lies. */
type FileOf = (collection: string, slug: string) => string;

function versionOf(base64: string): FrontMatter | null {
  try {
    return parseFrontMatter(textOf(base64));
  } catch {
    return null;
  }
}
