import { type People, personName } from "../../../src/approval/people.ts";
import { text } from "../../text.ts";
import type { Event, Pull } from "../api/shapes.ts";
import { handOverIn } from "./hand-over.ts";

const words = text.review.history;

/** One thing that happened, in words. */
export interface Happened {
  /** ISO 8601. */
  readonly at: string;
  readonly text: string;
  /** What somebody wrote. */
  readonly said: string;
  readonly kind: "signed" | "rejected" | "other";
}

type Told = Omit<Happened, "at"> | null;

/** Who proposed, edited, signed and sent back, earlier first; what only machines care for is left out. */
export function historyOf(
  { user, created_at }: Pick<Pull, "user" | "created_at">,
  events: readonly Event[],
  people: People,
): Happened[] {
  const name = (login: string | null | undefined) => nameOf(people, login);
  // On the desk a change is begun as a draft and handed in later; its labels say when.
  const isHandedIn = events.some(({ event, label }) => event === "labeled" && stateOf(label));
  const opening = isHandedIn ? words.begun : words.opened;
  const opened = { at: created_at, said: "", text: opening(name(user?.login)) };
  const told = grouped(events).flatMap((event): Happened[] => {
    const at = event.submitted_at ?? event.created_at ?? event.author?.date ?? "";
    const line = lineOf(event, name, people);
    return line ? [{ at, ...line }] : [];
  });
  return [{ ...opened, kind: "other" as const }, ...told].sort((a, b) => a.at.localeCompare(b.at));
}

function nameOf(people: People, login: string | null | undefined): string {
  if (!login) return words.unknown;
  return login.endsWith("[bot]") ? words.machine : personName(people, login);
}

type Asked = Event & { readonly others?: readonly string[] };

// Whoever is asked to sign together is told together.
function grouped(events: readonly Event[]): Asked[] {
  const found: Asked[] = [];
  for (const event of events) {
    const last = found.at(-1);
    const login = event.requested_reviewer?.login;
    const same = login && last?.event === event.event && last.actor?.login === event.actor?.login;
    if (same) found[found.length - 1] = { ...last, others: [...(last.others ?? []), login] };
    else found.push(event);
  }
  return found;
}

type Name = (login: string | null | undefined) => string;

function lineOf(event: Asked, name: Name, people: People): Told {
  const who = name(event.user?.login ?? event.actor?.login);
  const asked = [event.requested_reviewer?.login, ...(event.others ?? [])].map(name).join("、");
  switch (event.event) {
    case "reviewed":
      return reviewed(event, who);
    case "commented":
      return commented(event, who, people);
    case "head_ref_force_pushed":
      return other(words.pushed(who));
    case "committed":
      return other(words.committed(name(event.author?.name)));
    case "review_dismissed":
      return other(words.dismissed(who));
    case "review_requested":
      return other(words.asked(who, asked));
    case "review_request_removed":
      return other(words.unasked(who, asked));
    case "labeled":
      return labelled(event, who);
    case "merged":
      return other(words.merged);
    case "reopened":
      return other(words.reopened(who));
    default:
      return null;
  }
}

function other(line: string, said = ""): Told {
  return { text: line, said, kind: "other" };
}

function reviewed({ state, body }: Event, who: string): Told {
  const said = body ?? "";
  if (state === "approved") return { text: words.approved(who), said, kind: "signed" };
  if (state === "changes_requested") return { text: words.rejected(who), said, kind: "rejected" };
  if (state === "dismissed") return other(words.dismissed(who), said);
  return said ? other(words.commented(who), said) : null;
}

function commented(event: Event, who: string, people: People): Told {
  const handed = handOverIn(event);
  if (handed) return other(words.handed(who, personName(people, handed.deputy)));
  const said = (event.body ?? "").replace(/<!--.*?-->/gs, "").trim();
  return said ? other(words.commented(who), said) : null;
}

function stateOf(label: Event["label"]) {
  return words.states[label?.name ?? ""];
}

function labelled({ label }: Event, who: string): Told {
  const told = stateOf(label);
  return told ? other(told(who)) : null;
}
