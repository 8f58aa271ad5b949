import * as z from "zod";

/** What a delivery asks of the gate. Only numbers are taken from it: the rest is read again. */
export type Ask =
  | { readonly kind: "pull"; readonly number: number }
  /** A pull request that is being set up: its labels follow. */
  | { readonly kind: "new"; readonly number: number }
  | { readonly kind: "sweep" }
  | { readonly kind: "retry" }
  | { readonly kind: "nothing" };

interface Self {
  readonly appId: number;
  readonly login: string;
  readonly defaultBranch: string;
}

const nothing: Ask = { kind: "nothing" };
const pull = z.object({
  action: z.string(),
  pull_request: z.object({ number: z.int() }),
  sender: z.object({ login: z.string() }),
});
const push = z.object({ ref: z.string() });
const check = z.object({
  check_run: z.object({ app: z.object({ id: z.number() }).nullish() }),
});

/** Reads the payload of one event. A form that it does not know asks for nothing. */
export function askOf(event: string | null, payload: unknown, self: Self): Ask {
  switch (event) {
    case "pull_request":
    case "pull_request_review":
      return fromPull(payload, self);
    case "push": {
      const ref = push.safeParse(payload).data?.ref;
      return ref === `refs/heads/${self.defaultBranch}` ? { kind: "sweep" } : nothing;
    }
    case "check_run": {
      const app = check.safeParse(payload).data?.check_run.app;
      return app?.id === self.appId ? nothing : { kind: "retry" };
    }
    case "status":
      return { kind: "retry" };
    default:
      return nothing;
  }
}

// What the gate does itself (requests, labels, merges) comes back as an event and must not start
// it again. A closed pull request may have held up another one with the same head.
function fromPull(payload: unknown, self: Self): Ask {
  const { data } = pull.safeParse(payload);
  if (!data || data.sender.login === self.login) return nothing;
  if (data.action === "closed") return { kind: "sweep" };
  return { kind: data.action === "opened" ? "new" : "pull", number: data.pull_request.number };
}
