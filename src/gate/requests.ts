export interface RequestPlan {
  readonly ask: readonly string[];
  readonly remove: readonly string[];
}

// GitHub takes no more for one pull request.
const requestLimit = 15;

/**
 * Whose signature to ask for now: those who are waited for and not asked yet, never the author. A
 * request that the gate made for an earlier rank is taken back; one that a person made stays.
 */
export function planRequests(state: {
  readonly author: string | null;
  readonly waitingFor: readonly string[];
  readonly requested: readonly string[];
  readonly askedByGate: ReadonlySet<string>;
}): RequestPlan {
  const wanted = state.waitingFor.filter((login) => !includes([state.author ?? ""], login));
  return {
    ask: wanted.filter((login) => !includes(state.requested, login)).slice(0, requestLimit),
    remove: state.requested.filter(
      (login) => state.askedByGate.has(login.toLowerCase()) && !includes(wanted, login),
    ),
  };
}

// GitHub compares logins without regard to case.
function includes(list: readonly string[], login: string): boolean {
  return list.some((one) => one.toLowerCase() === login.toLowerCase());
}

const ready = "decap-cms/pending_publish";
const inReview = "decap-cms/pending_review";

/**
 * The labels that keep the editor's board in step: ready when all have signed, in review while
 * somebody has not. Null when nothing is to change. A label never grants anything.
 */
export function planLabels(labels: readonly string[], approved: boolean): readonly string[] | null {
  const [from, to] = approved ? [inReview, ready] : [ready, inReview];
  if (!labels.includes(from)) return null;
  return [...new Set(labels.map((label) => (label === from ? to : label)))];
}
