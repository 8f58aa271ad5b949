import { sameLogin } from "../../../src/approval/login.ts";
import { text } from "../../text.ts";
import type { Detail } from "../api/read.ts";
import type { Event } from "../api/shapes.ts";
import { DeskError } from "../api/transport.ts";
import type { Desk } from "../desk.ts";
import { type Deputy, handOverMark } from "./hand-over.ts";
import { type Publishing, watchPublishing } from "./publishing.ts";

const words = text.review;
type Opinion = "APPROVE" | "REQUEST_CHANGES";

export interface Signing {
  busy(): boolean;
  /** What came of it, and where that is good news. */
  result(): { readonly said: string; readonly good: boolean } | null;
  /** Whether it was signed or sent back, at this very head: the next one may follow. */
  done(head: string): Opinion | null;
  isLive(): boolean;
  approve(detail: Detail): void;
  reject(detail: Detail, reason: string): void;
  handOver(detail: Detail, deputy: Deputy, words: { comment: string; done: string }): void;
  leave(): void;
}

/** Signing, sending back and handing over, each once however often it is pressed. */
export function createSigning(desk: Desk, refresh: () => Promise<void>): Signing {
  let busy = false;
  let result: ReturnType<Signing["result"]> = null;
  let done: { readonly head: string; readonly opinion: Opinion } | null = null;
  let left = false;
  let publishing: Publishing | null = null;
  // Reviews that were there before an attempt whose answer never came.
  let uncertain: ReadonlySet<number> | null = null;
  const tell = (said: string, good: boolean) => {
    if (left) return;
    result = { said, good };
    desk.say(said);
    desk.draw();
  };
  const run = (work: () => Promise<void>) => {
    if (busy) return;
    busy = true;
    desk.draw();
    work()
      .catch((error: unknown) => {
        if (error instanceof DeskError && error.kind === "expired") desk.fail(error);
        tell(error instanceof Error ? error.message : String(error), false);
      })
      .finally(() => {
        busy = false;
        if (!left) desk.draw();
      });
  };
  const review = async (detail: Detail, opinion: Opinion, body: string) => {
    const { number, head } = detail.pull;
    const now = await desk.reader.pull(number);
    if (now.head.sha !== head.sha) {
      await refresh();
      return tell(words.headMoved, false);
    }
    const before = uncertain;
    const own = reviewsBy(await desk.reader.events(number), desk.login());
    const arrived = before && own.some((id) => !before.has(id));
    uncertain = new Set(own);
    if (!arrived) await desk.actor.review(number, head.sha, opinion, body);
    uncertain = null;
    done = { head: head.sha, opinion };
    tell(opinion === "APPROVE" ? words.signed : words.rejected, true);
    document.getElementById("next")?.focus({ preventScroll: true });
    desk.overviews.forget(number);
    publishing?.stop();
    publishing = watchPublishing(desk, detail, { refresh, tell: (said) => tell(said, true) });
  };
  return {
    busy: () => busy,
    result: () => result,
    done: (head) => (done?.head === head ? done.opinion : null),
    isLive: () => publishing?.isLive() ?? false,
    approve: (detail) => run(() => review(detail, "APPROVE", "")),
    reject: (detail, reason) => run(() => review(detail, "REQUEST_CHANGES", reason)),
    handOver: (detail, deputy, { comment, done: said }) =>
      run(async () => {
        const { number } = detail.pull;
        const mark = handOverMark(deputy);
        const asked = (await desk.reader.events(number)).some((one) => one.body?.includes(mark));
        await desk.actor.askReview(number, deputy.deputy);
        if (!asked) await desk.actor.comment(number, `${comment}\n\n${mark}`);
        await refresh();
        tell(said, true);
      }),
    leave() {
      left = true;
      publishing?.stop();
    },
  };
}

function reviewsBy(events: readonly Event[], login: string): number[] {
  return events
    .filter((one) => one.event === "reviewed" && sameLogin(one.user?.login, login))
    .flatMap((one) => one.id ?? []);
}
