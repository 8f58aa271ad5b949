import * as z from "zod";
import { text } from "../../text.ts";
import type { Detail } from "../api/read.ts";
import type { Desk } from "../desk.ts";

const words = text.review;

export interface Publishing {
  isLive(): boolean;
  stop(): void;
}

interface Teller {
  readonly refresh: () => Promise<void>;
  readonly tell: (said: string) => void;
}

// The gate answers a signature within seconds or not at all; a build takes up to two minutes.
const looks = 6;
const lookEvery = 700;
const waits = 240;
const waitEvery = 500;

/** Follows a change after a signature, until its page is live if that was the last one. */
export function watchPublishing(desk: Desk, { pull }: Detail, teller: Teller): Publishing {
  let live = false;
  let stopped = false;
  const untilMerged = async () => {
    for (let look = 0; look < looks && !stopped; look += 1) {
      await teller.refresh();
      const now = await desk.reader.pull(pull.number);
      if (now.merged_at && now.merge_commit_sha) return now.merge_commit_sha;
      await pause(lookEvery);
    }
    return null;
  };
  const follow = async () => {
    const commit = await untilMerged();
    if (commit === null || stopped) return;
    const since = desk.now();
    teller.tell(words.merged);
    for (let wait = 0; wait < waits && !stopped; wait += 1) {
      if (await shows(desk.settings.base, commit)) {
        live = true;
        teller.tell(words.live(((desk.now() - since) / 1000).toFixed(1)));
        return teller.refresh();
      }
      await pause(waitEvery);
    }
  };
  // What cannot be read is no news: the page's own refresh says so.
  follow().catch(() => undefined);
  return {
    isLive: () => live,
    stop() {
      stopped = true;
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const version = z.object({ commit: z.string() });

async function shows(base: string, commit: string): Promise<boolean> {
  const answer = await fetch(`${base}/version.json`, { cache: "no-store" }).catch(() => null);
  const marker = version.safeParse(await answer?.json().catch(() => null));
  return marker.data?.commit === commit;
}
