/** One rule taken out of the source: `find` stands in `file` exactly once. */
export interface Mutant {
  /** The scenario file, named after the rule, that must notice. */
  readonly rule: string;
  readonly without: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

const of =
  (rule: string) =>
  (without: string, file: string, find: string, replace: string): Mutant => ({
    rule,
    without,
    file,
    find,
    replace,
  });

const [rule1, rule2, rule3, rule4, rule5, rule6, rule7] = [
  of("01-class"),
  of("02-chain"),
  of("03-order"),
  of("04-people"),
  of("05-effective"),
  of("06-fresh"),
  of("07-eligible"),
];
const [rule8, rule9, rule10, rule11, rule12, rule13] = [
  of("08-excluded"),
  of("09-veto"),
  of("10-closed"),
  of("11-check"),
  of("12-draft"),
  of("13-evaluation"),
];

export const mutants: readonly Mutant[] = [
  rule1(
    "the previous path",
    "classes.ts",
    "previous_path ? [path, previous_path] : [path]",
    "[path]",
  ),
  rule1("the first match", "classes.ts", "open.find((one)", "open.findLast((one)"),
  rule1("the unclassified class", "classes.ts", "?? policy.unclassified", '?? "product"'),
  rule1("every", "classes.ts", "return !every || files", "return true || files"),
  rule1("when", "classes.ts", "return !when || ", "return true || "),
  rule1("the base version", "classes.ts", "[file.front_matter?.base, file", "[file"),
  rule1("the head version", "classes.ts", ", file.front_matter?.head]", "]"),
  rule1("dotfiles", "glob.ts", "dot: true", "dot: false"),
  rule1("line breaks in names", "glob.ts", 'flags: "s",', ""),
  rule1("literal brackets", "glob.ts", '/[[\\](){}+@|!\\\\^$"]/g', "/[(){}+@|!]/g"),
  rule1(
    "literal parentheses",
    "glob.ts",
    'glob.replace(/[[\\](){}+@|!\\\\^$"]/g, "\\\\$&")',
    'glob.replace(/[[]/g, "\\\\$&")',
  ),
  rule1("the case", "glob.ts", 'flags: "s"', 'flags: "si"'),

  rule2(
    "the union of the chains",
    "classes.ts",
    "classes.flatMap((one) => one.chain)",
    "classes.slice(0, 1).flatMap((one) => one.chain)",
  ),
  rule2(
    "the order of the ranks",
    "classes.ts",
    "return ranks\n    .map",
    "return [...ranks].sort().map",
  ),
  rule2(
    "required_count",
    "eligible.ts",
    "Object.hasOwn(counts, slot) ? (counts[slot] ?? 1) : 1",
    "1",
  ),
  rule2(
    "that every slot of a rank comes first",
    "puzzle.ts",
    "slots.every((slot) => openSeats",
    "slots.some((slot) => openSeats",
  ),
  rule2("that required_count counts people", "assign.ts", "met.add(one.person);", ""),

  rule3("the order", "assign.ts", "bySubmission(one.review, last) <= 0", "false"),
  rule3(
    "the review id as tie-break",
    "snapshot.ts",
    "left === right ? a.id - b.id",
    "left === right ? b.id - a.id",
  ),
  rule3("the submission time", "snapshot.ts", "left === right ? a.id - b.id", "true ? a.id - b.id"),

  rule4("distinct people", "approvals.ts", "policy.options.distinct_approvers", "false"),
  rule4(
    "the search for an assignment",
    "assign.ts",
    "yield* combinations(able, size)",
    "if (able.length >= size) yield able.slice(0, size)",
  ),
  rule4(
    "that an assignment stays completable",
    "completable.ts",
    "return canFill(openings, spentOn(puzzle, seating));",
    "return true;",
  ),
  rule4(
    "that only the people of that assignment are waited for",
    "waiting.ts",
    "return isCompletable(puzzle, next, reach);",
    "return true;",
  ),
  rule4(
    "the switch for distinct people",
    "approvals.ts",
    "policy.options.distinct_approvers",
    "true",
  ),

  rule5(
    "that a later opinion supersedes",
    "opinions.ts",
    ".some((later) => !isApproval(later))",
    ".some(() => false)",
  ),
  rule5(
    "that only APPROVED, CHANGES_REQUESTED and DISMISSED are opinions",
    "opinions.ts",
    "return isWord(state) ?",
    "return true ?",
  ),
  rule5(
    "the list of dismissals",
    "opinions.ts",
    'dismissals.length > 0 || state === "DISMISSED"',
    'state === "DISMISSED"',
  ),
  rule5(
    "that a dismissal revives nothing",
    "opinions.ts",
    "return wordsBefore(review, dismissals);",
    "return [];",
  ),

  rule6(
    "freshness",
    "freshness.ts",
    "return fingerprintOf(snapshot, review.commit) === fingerprintOf(snapshot, head);",
    "return true;",
  ),
  rule6(
    "fingerprints",
    "freshness.ts",
    "return fingerprintOf(snapshot, review.commit) === fingerprintOf(snapshot, head);",
    "return false;",
  ),
  rule6(
    "keep_if_content_identical",
    "freshness.ts",
    "if (!options.keep_if_content_identical) return false;",
    "",
  ),
  rule6(
    "that an unknown commit is stale",
    "freshness.ts",
    "if (!review.commit || ",
    "if (!review.commit) return true;\n  if (",
  ),
  rule6("base_changed_at", "freshness.ts", "base_changed_at !== null && ", "false && "),
  rule6("the time to live", "freshness.ts", "days !== null && ", "false && "),

  rule7(
    "that a role is held",
    "eligible.ts",
    "    isPrincipal(policy, role, login) ||\n",
    "    true ||\n",
  ),
  rule7(
    "human accounts",
    "ignored.ts",
    'if (review.user_type !== "User") return "BOT_REVIEW";',
    "",
  ),
  rule7(
    "unknown reviewers",
    "ignored.ts",
    'if (!review.user) return "UNKNOWN_REVIEWER";',
    "if (!review.user) return null;",
  ),
  rule7("the case of logins", "login.ts", "return login.toLowerCase();", "return login;"),
  rule7(
    "deputies",
    "eligible.ts",
    ".filter((one) => one.start <= at && at < one.end)",
    ".filter(() => false)",
  ),
  rule7("the start of a deputy's window", "eligible.ts", "one.start <= at && ", ""),
  rule7("the open end of a deputy's window", "eligible.ts", "at < one.end", "at <= one.end"),
  rule7(
    "that the principal holds the role now",
    "eligible.ts",
    "one.role === role && isPrincipal(policy, role, one.from)",
    "one.role === role",
  ),

  rule8(
    "the author",
    "ignored.ts",
    'if (isAuthor(chain, review.user)) return "SELF_APPROVAL";',
    "",
  ),
  rule8(
    "contributors",
    "ignored.ts",
    'if (isExcludedContributor(chain, review.user)) return "CONTRIBUTOR_APPROVAL";',
    "",
  ),
  rule8("exclude_contributors", "ignored.ts", "policy.options.exclude_contributors && ", ""),
  rule8(
    "commit authors",
    "contributors.ts",
    "[commit.author, commit.committer]",
    "[commit.committer]",
  ),
  rule8("committers", "contributors.ts", "[commit.author, commit.committer]", "[commit.author]"),
  rule8(
    "clean update merges",
    "contributors.ts",
    ".filter((one) => !isCleanUpdateMerge(snapshot, one))",
    "",
  ),
  rule8("that a merge has two parents", "contributors.ts", "parents.length !== 2 || ", ""),
  rule8("pushers", "contributors.ts", "    ...pushers(snapshot),\n", ""),
  rule8(
    "that the first push counts",
    "contributors.ts",
    "!push.sha || !before?.sha) return true",
    "!push.sha || !before?.sha) return false",
  ),
  rule8(
    "that only a changing push counts",
    "contributors.ts",
    "isChange(snapshot, push, pushes[at - 1])",
    "true",
  ),
  rule8(
    "the order of pushes",
    "contributors.ts",
    "[...snapshot.pushes].sort(byTime)",
    '[...snapshot.pushes].sort((a, b) => ((a.sha ?? "") < (b.sha ?? "") ? -1 : 1))',
  ),
  rule8("web-flow", "contributors.ts", 'loginKey(login) !== "web-flow" && ', ""),

  rule9("vetoes", "decide.ts", "if (veto) return exit", "if (false) return exit"),
  rule9(
    "that approving lifts a veto",
    "veto.ts",
    'own.slice(own.findLastIndex(({ said }) => said === "APPROVED") + 1)',
    "own",
  ),
  rule9("that only holders veto", "veto.ts", "if (rank < 0) return false;", ""),
  rule9(
    "that a veto can be dismissed",
    "veto.ts",
    "return !chain.snapshot.dismissals",
    "return true || !chain.snapshot.dismissals",
  ),
  rule9("the rank of the dismisser", "veto.ts", "rankOfPerson(chain, actor, at) >= rank", "true"),
  rule9(
    "that the same rank may",
    "veto.ts",
    "rankOfPerson(chain, actor, at) >= rank",
    "rankOfPerson(chain, actor, at) > rank",
  ),
  rule9("that one may take back one's own", "veto.ts", "sameLogin(actor, by) || ", ""),
  rule9("that a contributor never dismisses", "veto.ts", "contributed(chain, actor) || ", ""),
  rule9(
    "that an author never dismisses",
    "veto.ts",
    "sameLogin(login, snapshot.pr.author) || ",
    "",
  ),
  rule9("that the highest rank counts", "veto.ts", "stages.findLastIndex(", "stages.findIndex("),
  rule9(
    "that an unknown state stands",
    "veto.ts",
    "if (opinion.said === null || !opinion.dismissed) return true;",
    "if (opinion.said === null) return false;\n  if (!opinion.dismissed) return true;",
  ),

  rule10(
    "the unknown author",
    "preconditions.ts",
    'if (!pr.author) return early("error", "AUTHOR_UNKNOWN");',
    "",
  ),
  rule10(
    "shared accounts",
    "preconditions.ts",
    "if (!isShared(policy, pr.author)) return null;",
    "return null;",
  ),
  rule10("the total", "lists.ts", "if (total !== length)", "if (false)"),
  rule10("the limit with a total", "lists.ts", "return total > limit ?", "return false ?"),
  rule10("the limit without a total", "lists.ts", "return length >= limit ?", "return false ?"),
  rule10(
    "the head among the commits",
    "preconditions.ts",
    "commits?.some((commit) => commit.sha === pr.head)",
    "true",
  ),
  rule10(
    "the rename without a previous path",
    "preconditions.ts",
    'file.status === "renamed" && !file.previous_path',
    "false",
  ),
  rule10(
    "the missing mode",
    "preconditions.ts",
    'file.status !== "removed" && !file.mode',
    "false",
  ),
  rule10(
    "the empty diff",
    "preconditions.ts",
    'return files?.length ? null : early("error", "NO_FILES");',
    "return null;",
  ),
  rule10(
    "forbidden modes",
    "preconditions.ts",
    "if (forbidden.length === 0) return null;",
    "return null;",
  ),
  rule10(
    "unlinked commit people",
    "preconditions.ts",
    "if (unlinked.length === 0) return null;",
    "return null;",
  ),
  rule10(
    "unknown_commit_author",
    "preconditions.ts",
    'if (policy.options.unknown_commit_author === "ignore") return null;',
    "",
  ),
  rule10("the policy's contradictions", "policy.ts", "? contradictions(parsed.data)", "? []"),
  rule10("the strict order", "policy-schema.ts", 'order: z.literal("strict")', "order: z.string()"),
  rule10(
    "that a chain has a slot",
    "policy-schema.ts",
    "chain: z.array(name).min(1)",
    "chain: z.array(name)",
  ),
  rule10("negated globs", "policy-problems.ts", "match.filter(isNegated)", "[].filter(isNegated)"),

  rule11("siblings", "check.ts", "const all = [own, ...others];", "const all = [own];"),
  rule11(
    "that a sibling without a known result fails",
    "check.ts",
    'return decision === "not_applicable" ? null : "failure";',
    'return decision === "error" || decision === "rejected" ? "failure" : "success";',
  ),
  rule11(
    "that a sibling has the same base",
    "check.ts",
    "!one.base || one.base === pr.base",
    "true",
  ),
  rule11(
    "that in_progress is posted",
    "check.ts",
    'if (decision === "pending") return "in_progress";',
    'if (decision === "pending") return null;',
  ),

  rule12(
    "drafts",
    "preconditions.ts",
    "if (label === undefined && !pr.draft) return null;",
    "return null;",
  ),
  rule12("draft labels", "preconditions.ts", "options.draft_labels.includes(one)", "false"),
  rule12(
    "draft pull requests",
    "preconditions.ts",
    "label === undefined && !pr.draft",
    "label === undefined",
  ),

  rule13("the state", "preconditions.ts", 'if (!merge_group && pr.state !== "open")', "if (false)"),
  rule13("that a merge group passes over the state", "preconditions.ts", "!merge_group && ", ""),
  rule13("the base", "preconditions.ts", "governed !== null && pr.base !== governed", "false"),
  rule13("base before policy", "preconditions.ts", ": parsed.default_branch;", ": null;"),
  rule13("the head that moved", "preconditions.ts", "  headAtPost,\n", ""),
  rule13("the merge group", "preconditions.ts", "  mergeGroup,\n", ""),
  rule13("that a merge group has entries", "preconditions.ts", "entries.length > 0 && ", ""),
  rule13(
    "head_at_post before the merge group",
    "preconditions.ts",
    "  headAtPost,\n  mergeGroup,\n",
    "  mergeGroup,\n  headAtPost,\n",
  ),
  rule13(
    "the merge group before the author",
    "preconditions.ts",
    "  mergeGroup,\n  author,\n",
    "  author,\n  mergeGroup,\n",
  ),
  rule13(
    "the author before the files",
    "preconditions.ts",
    "  author,\n  fileList,\n",
    "  fileList,\n  author,\n",
  ),
  rule13(
    "the files before the commits",
    "preconditions.ts",
    "  fileList,\n  commitList,\n",
    "  commitList,\n  fileList,\n",
  ),
  rule13(
    "the commits before the empty diff",
    "preconditions.ts",
    "  commitList,\n  noFiles,\n",
    "  noFiles,\n  commitList,\n",
  ),
  rule13(
    "the modes before unlinked people",
    "preconditions.ts",
    "  fileModes,\n  commitAuthors,\n",
    "  commitAuthors,\n  fileModes,\n",
  ),
  rule13(
    "unlinked people before the draft",
    "preconditions.ts",
    "  commitAuthors,\n  draft,\n",
    "  draft,\n  commitAuthors,\n",
  ),
  rule13("the draft before the veto", "preconditions.ts", "  draft,\n", ""),
  rule13(
    "the veto before the approvals",
    "decide.ts",
    "if (veto) return exit",
    "if (veto && countApprovals(chain, opinions, now).stage !== null) return exit",
  ),
  rule13(
    "that nobody who can sign is said first",
    "decide.ts",
    'waitingFor.length === 0 ? "NO_ELIGIBLE_APPROVER" : (latestIgnored ?? "WAITING")',
    'latestIgnored ?? (waitingFor.length === 0 ? "NO_ELIGIBLE_APPROVER" : "WAITING")',
  ),
  rule13("the latest ignored reason", "approvals.ts", "ignored.at(-1)?.[1]", "ignored.at(0)?.[1]"),
];
