import * as z from "zod";

/** What the forge remembers. Git's own objects and refs are not here: they are git's. */

const id = z.int();
const time = z.string();
const permission = z.enum(["read", "write", "admin"]);

export const records = {
  user: z.object({
    id,
    login: z.string(),
    name: z.string(),
    email: z.string(),
    title: z.string(),
    type: z.enum(["User", "Organization", "Bot"]),
    permission,
  }),
  token: z.object({
    id,
    hash: z.string(),
    userId: id.nullable(),
    appId: id.nullable(),
    permissions: z.record(z.string(), permission).nullable(),
    expiresAt: time.nullable(),
  }),
  code: z.object({
    id,
    hash: z.string(),
    clientId: z.string(),
    userId: id,
    redirect: z.string(),
    scope: z.string(),
    expiresAt: time,
  }),
  app: z.object({
    id,
    slug: z.string(),
    name: z.string(),
    publicKey: z.string(),
    permissions: z.record(z.string(), permission),
    events: z.array(z.string()),
    hook: z.object({ url: z.string(), secret: z.string() }),
    botId: id,
    installationId: id,
    createdAt: time,
  }),
  pull: z.object({
    id,
    number: z.int(),
    title: z.string(),
    body: z.string().nullable(),
    state: z.enum(["open", "closed"]),
    draft: z.boolean(),
    authorId: id,
    base: z.string(),
    head: z.string(),
    baseSha: z.string(),
    headSha: z.string(),
    labels: z.array(z.string()),
    requested: z.array(id),
    mergeCommit: z.string().nullable(),
    mergedById: id.nullable(),
    createdAt: time,
    updatedAt: time,
    closedAt: time.nullable(),
    mergedAt: time.nullable(),
  }),
  review: z.object({
    id,
    pull: z.int(),
    userId: id,
    state: z.enum(["PENDING", "APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED"]),
    body: z.string(),
    commit: z.string(),
    submittedAt: time.nullable(),
  }),
  comment: z.object({
    id,
    pull: z.int(),
    userId: id,
    body: z.string(),
    createdAt: time,
    updatedAt: time,
  }),
  label: z.object({ id, name: z.string(), color: z.string(), description: z.string().nullable() }),
  event: z.object({
    id,
    pull: z.int(),
    event: z.string(),
    actorId: id,
    createdAt: time,
    /** What GitHub's timeline shows beside the common fields of this kind of event. */
    detail: z.record(z.string(), z.unknown()),
  }),
  push: z.object({
    id,
    ref: z.string(),
    before: z.string(),
    after: z.string(),
    actorId: id,
    type: z.enum(["push", "force_push", "branch_creation", "branch_deletion", "pr_merge"]),
    at: time,
  }),
  checkSuite: z.object({
    id,
    appId: id,
    headSha: z.string(),
    headBranch: z.string().nullable(),
    createdAt: time,
  }),
  checkRun: z.object({
    id,
    appId: id,
    suiteId: id,
    name: z.string(),
    headSha: z.string(),
    status: z.enum(["queued", "in_progress", "completed"]),
    conclusion: z.string().nullable(),
    externalId: z.string().nullable(),
    detailsUrl: z.string().nullable(),
    startedAt: time,
    completedAt: time.nullable(),
    title: z.string().nullable(),
    summary: z.string().nullable(),
    text: z.string().nullable(),
    annotations: z.array(z.record(z.string(), z.unknown())),
  }),
  status: z.object({
    id,
    sha: z.string(),
    state: z.enum(["error", "failure", "pending", "success"]),
    context: z.string(),
    description: z.string().nullable(),
    targetUrl: z.string().nullable(),
    creatorId: id,
    createdAt: time,
  }),
  ruleset: z.object({
    id,
    name: z.string(),
    target: z.literal("branch"),
    enforcement: z.enum(["active", "evaluate", "disabled"]),
    include: z.array(z.string()),
    exclude: z.array(z.string()),
    bypass: z.array(
      z.object({
        actorId: id.nullable(),
        actorType: z.string(),
        mode: z.enum(["always", "pull_request", "exempt"]),
      }),
    ),
    rules: z.array(
      z.object({ type: z.string(), parameters: z.record(z.string(), z.unknown()).optional() }),
    ),
    createdAt: time,
    updatedAt: time,
  }),
  /** Settings of the repository by the name of their group. */
  setting: z.object({ id, name: z.string(), value: z.record(z.string(), z.unknown()) }),
  environment: z.object({
    id,
    name: z.string(),
    policy: z
      .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
      .nullable(),
    branches: z.array(z.object({ id, name: z.string() })),
    createdAt: time,
    updatedAt: time,
  }),
  /** That a secret is there; an empty environment is the repository itself. */
  secret: z.object({
    id,
    environment: z.string(),
    name: z.string(),
    createdAt: time,
    updatedAt: time,
  }),
  /** A branch's protection as it was set: the request's body. */
  protection: z.object({ id, branch: z.string(), settings: z.record(z.string(), z.unknown()) }),
  hook: z.object({
    id,
    url: z.string(),
    secret: z.string(),
    events: z.array(z.string()),
    active: z.boolean(),
    createdAt: time,
    updatedAt: time,
  }),
  delivery: z.object({
    id,
    guid: z.string(),
    hookId: id.nullable(),
    appId: id.nullable(),
    event: z.string(),
    action: z.string().nullable(),
    payload: z.string(),
    url: z.string(),
    at: time,
    redelivery: z.boolean(),
    durationMs: z.number(),
    status: z.string(),
    statusCode: z.int(),
    requestHeaders: z.record(z.string(), z.string()),
    responseHeaders: z.record(z.string(), z.string()),
    response: z.string(),
  }),
};

export type RecordKind = keyof typeof records;
export type RecordOf<K extends RecordKind> = z.infer<(typeof records)[K]>;

export type UserRecord = RecordOf<"user">;
export type AppRecord = RecordOf<"app">;
export type PullRecord = RecordOf<"pull">;
export type ReviewRecord = RecordOf<"review">;
export type CheckRunRecord = RecordOf<"checkRun">;
export type EventRecord = RecordOf<"event">;
