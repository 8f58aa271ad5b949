import type { Reason, Verdict } from "./decision.ts";
import { isShared } from "./eligible.ts";
import { unlisted } from "./lists.ts";
import type { ParsedPolicy, Policy } from "./policy.ts";
import type { Snapshot } from "./snapshot.ts";
import { detailText } from "./text.ts";

/** A decision made without looking at opinions. */
export interface Early {
  readonly decision: Verdict;
  readonly reason: Reason;
  /** Chinese: what was found, and where. */
  readonly details: readonly string[];
}

/** Rule 13, the steps that need no valid policy: state, base, policy. */
export function beforePolicy(parsed: ParsedPolicy, { pr, merge_group }: Snapshot): Early | null {
  if (!merge_group && pr.state !== "open") return early("not_applicable", "PR_NOT_OPEN");
  const governed = parsed.ok ? parsed.policy.default_branch : parsed.default_branch;
  if (governed !== null && pr.base !== governed)
    return early("not_applicable", "BASE_NOT_GOVERNED", [detailText.base(pr.base, governed)]);
  return parsed.ok ? null : early("error", "POLICY_INVALID", parsed.problems);
}

/** Rule 13, the steps between the policy and the vetoes; the first that speaks decides. */
export function beforeOpinions(policy: Policy, snapshot: Snapshot): Early | null {
  for (const step of steps) {
    const found = step(policy, snapshot);
    if (found) return found;
  }
  return null;
}

type Step = (policy: Policy, snapshot: Snapshot) => Early | null;

const steps: readonly Step[] = [
  headAtPost,
  mergeGroup,
  author,
  fileList,
  commitList,
  noFiles,
  fileModes,
  commitAuthors,
  draft,
];

function early(decision: Verdict, reason: Reason, details: readonly string[] = []): Early {
  return { decision, reason, details };
}

function headAtPost(_policy: Policy, { head_at_post, pr }: Snapshot): Early | null {
  return head_at_post === null || head_at_post === pr.head
    ? null
    : early("not_applicable", "HEAD_MOVED");
}

function mergeGroup(_policy: Policy, snapshot: Snapshot): Early | null {
  const { merge_group, merge_group_entries: entries } = snapshot;
  if (!merge_group) return null;
  const missing = entries.filter((entry) => entry.decision !== "approved");
  if (entries.length > 0 && missing.length === 0) return early("approved", "ALL_ENTRIES_APPROVED");
  const numbers = missing.map((entry) => detailText.entry(entry.number));
  return early("rejected", "MERGE_GROUP_ENTRY_NOT_APPROVED", numbers);
}

function author(policy: Policy, { pr }: Snapshot): Early | null {
  if (!pr.author) return early("error", "AUTHOR_UNKNOWN");
  if (!isShared(policy, pr.author)) return null;
  return early("error", "AUTHOR_UNKNOWN", [detailText.shared(pr.author)]);
}

function fileList({ options }: Policy, { files, files_total }: Snapshot): Early | null {
  const problems = files
    ? [
        ...unlisted(files.length, files_total, options.limits.files),
        ...files
          .filter((file) => file.status === "renamed" && !file.previous_path)
          .map((file) => detailText.noPreviousPath(file.path)),
        ...files
          .filter((file) => file.status !== "removed" && !file.mode)
          .map((file) => detailText.noMode(file.path)),
      ]
    : [detailText.unreadable("files")];
  return problems.length > 0 ? early("error", "FILE_LIST_INCOMPLETE", problems) : null;
}

// A part of the history that cannot be read may hide a contributor or an opinion.
function commitList({ options }: Policy, snapshot: Snapshot): Early | null {
  const { commits, commits_total, pr, unreadable } = snapshot;
  const problems = [
    ...unreadable.filter((section) => section !== "files").map(detailText.unreadable),
    ...unlisted(commits?.length ?? 0, commits_total, options.limits.commits),
    ...(commits?.some((commit) => commit.sha === pr.head) ? [] : [detailText.noHead(pr.head)]),
  ];
  return problems.length > 0 ? early("error", "COMMIT_LIST_INCOMPLETE", problems) : null;
}

function noFiles(_policy: Policy, { files }: Snapshot): Early | null {
  return files?.length ? null : early("error", "NO_FILES");
}

function fileModes({ options }: Policy, { files }: Snapshot): Early | null {
  const forbidden = (files ?? []).filter(
    (file) => file.mode && options.forbidden_modes.includes(file.mode),
  );
  if (forbidden.length === 0) return null;
  const found = forbidden.map((file) => detailText.mode(file.path, file.mode ?? ""));
  return early("rejected", "FORBIDDEN_FILE_MODE", found);
}

function commitAuthors(policy: Policy, { commits }: Snapshot): Early | null {
  if (policy.options.unknown_commit_author === "ignore") return null;
  const isUnknown = (login: string | null) => !login || isShared(policy, login);
  const unlinked = (commits ?? []).filter((one) => [one.author, one.committer].some(isUnknown));
  if (unlinked.length === 0) return null;
  const found = unlinked.map((commit) => detailText.unlinked(commit.sha));
  return early("error", "UNKNOWN_COMMIT_AUTHOR", found);
}

function draft({ options }: Policy, { pr }: Snapshot): Early | null {
  if (pr.labels === null)
    return early("pending", "NOT_SUBMITTED", [detailText.unreadable("labels")]);
  const label = pr.labels.find((one) => options.draft_labels.includes(one));
  if (label === undefined && !pr.draft) return null;
  return early("pending", "NOT_SUBMITTED", label === undefined ? [] : [detailText.label(label)]);
}
