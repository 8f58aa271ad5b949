import * as z from "zod";
import type { Settings } from "../shared/settings.ts";
import { text } from "../text.ts";
import type { Api, Detail } from "./api.ts";

const words = text.review;

export interface Signing {
  busy(): boolean;
  /** Whether the form for the reason is open. */
  asking(): boolean;
  reason(): string;
  result(): string;
  isLive(): boolean;
  approve(detail: Detail): void;
  ask(detail: Detail): void;
  write(detail: Detail, reason: string): void;
  reject(detail: Detail): void;
  cancel(): void;
  leave(): void;
}

interface Page {
  readonly draw: () => void;
  readonly refresh: () => Promise<void>;
  readonly say: (said: string) => void;
}

/** Signing and sending back, and what became of it. A reason that was typed survives a reload. */
export function createSigning(api: Api, settings: Settings, page: Page): Signing {
  let busy = false;
  let asking = false;
  let reason = "";
  let result = "";
  let live = false;
  const draft = ({ pull }: Detail) => `countersign-reason-${pull.number}`;
  const tell = (said: string) => {
    result = said;
    page.say(said);
    page.draw();
  };
  const submit = async (detail: Detail, event: "APPROVE" | "REQUEST_CHANGES", body: string) => {
    const { number, head } = detail.pull;
    const now = await api.head(number);
    if (now.head.sha !== head.sha) {
      await page.refresh();
      tell(words.headMoved);
      return;
    }
    await api.sign(number, head.sha, event, body);
    if (event === "REQUEST_CHANGES") {
      sessionStorage.removeItem(draft(detail));
      asking = false;
      reason = "";
      tell(words.rejected);
    } else tell(words.signed);
    await follow(number);
  };
  const follow = async (number: number) => {
    for (let round = 0; round < 40; round += 1) {
      await page.refresh();
      const pull = await api.head(number);
      if (pull.merged_at && pull.merge_commit_sha)
        return watchSite(pull.merge_commit_sha, Date.now());
      if (round >= 4) return;
      await pause(700);
    }
  };
  const watchSite = async (commit: string, since: number) => {
    tell(words.merged);
    for (let round = 0; round < 240 && !live; round += 1) {
      if (await shows(settings, commit)) {
        live = true;
        tell(words.live(((Date.now() - since) / 1000).toFixed(1)));
        await page.refresh();
      } else await pause(500);
    }
  };
  const run = (detail: Detail, event: "APPROVE" | "REQUEST_CHANGES", body: string) => {
    if (busy) return;
    busy = true;
    page.draw();
    submit(detail, event, body)
      .catch((error: unknown) => tell(error instanceof Error ? error.message : String(error)))
      .finally(() => {
        busy = false;
        page.draw();
      });
  };
  return {
    busy: () => busy,
    asking: () => asking,
    reason: () => reason,
    result: () => result,
    isLive: () => live,
    approve: (detail) => run(detail, "APPROVE", ""),
    ask(detail) {
      asking = true;
      reason = sessionStorage.getItem(draft(detail)) ?? "";
      page.draw();
      document.getElementById("reason")?.focus();
    },
    write(detail, typed) {
      reason = typed;
      sessionStorage.setItem(draft(detail), typed);
    },
    reject(detail) {
      if (reason.trim() === "") tell(words.reasonMissing);
      else run(detail, "REQUEST_CHANGES", reason.trim());
    },
    cancel() {
      asking = false;
      page.draw();
    },
    leave() {
      asking = false;
      result = "";
      live = false;
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const version = z.object({ commit: z.string() });

async function shows(settings: Settings, commit: string): Promise<boolean> {
  const answer = await fetch(`${settings.base}/version.json`, { cache: "no-store" }).catch(
    () => null,
  );
  const marker = version.safeParse(await answer?.json().catch(() => null));
  return marker.data?.commit === commit;
}
