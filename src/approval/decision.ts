export type Verdict = "approved" | "pending" | "rejected" | "error" | "not_applicable";

/** Why an approval does not count, in the order in which the reasons are tried. */
export const ignoredReasons = [
  "UNKNOWN_REVIEWER",
  "BOT_REVIEW",
  "SELF_APPROVAL",
  "CONTRIBUTOR_APPROVAL",
  "NOT_ELIGIBLE",
  "SUPERSEDED",
  "STALE_APPROVAL",
  "EXPIRED",
  "OUT_OF_TURN",
  "SAME_PERSON",
  "NOT_NEEDED",
] as const;
export type IgnoredReason = (typeof ignoredReasons)[number];

export type Reason =
  | IgnoredReason
  | "ALL_STAGES_APPROVED"
  | "ALL_ENTRIES_APPROVED"
  | "WAITING"
  | "NO_ELIGIBLE_APPROVER"
  | "NOT_SUBMITTED"
  | "CHANGES_REQUESTED"
  | "VETO_DISMISSED_BY_UNAUTHORISED"
  | "FORBIDDEN_FILE_MODE"
  | "MERGE_GROUP_ENTRY_NOT_APPROVED"
  | "POLICY_INVALID"
  | "AUTHOR_UNKNOWN"
  | "FILE_LIST_INCOMPLETE"
  | "COMMIT_LIST_INCOMPLETE"
  | "NO_FILES"
  | "UNKNOWN_COMMIT_AUTHOR"
  | "PR_NOT_OPEN"
  | "BASE_NOT_GOVERNED"
  | "HEAD_MOVED";

/** What is posted on the head commit; null posts nothing. Never neutral or skipped: those pass. */
export type Check = "success" | "in_progress" | "failure" | null;

/** One decision about one pull request, as the approval contract spells it. */
export interface Decision {
  readonly id?: string;
  readonly decision: Verdict;
  /** The rank that is waited for; null unless pending on approvals. */
  readonly stage: string | null;
  readonly reason: Reason;
  readonly check: Check;
  /** The review ids that fill each slot. */
  readonly counted: Readonly<Record<string, readonly number[]>>;
  /** Why an APPROVED review, by id, does not count. */
  readonly ignored: Readonly<Record<string, IgnoredReason>>;
  readonly waiting_for: readonly string[];
  /** Who vetoed. */
  readonly by?: string;
  readonly explanation: readonly string[];
}
