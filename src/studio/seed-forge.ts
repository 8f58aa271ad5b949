import { createPublicKey } from "node:crypto";
import type { People } from "../approval/people.ts";
import type { Seed } from "../forge/seed.ts";
import type { StudioState } from "./state.ts";

/** The demo company's repository. */
export const repository = { owner: "qinghe", name: "website", branch: "main" };

/** The App in whose name the gate acts. */
export const app = { id: 1, slug: "countersign" };

/** Who changes the site's code, with git. */
export const designer = "dora";

const administrators = ["adam"];

/** What the forge starts with: the people of `people.yml`, the gate's App, and main protected. */
export function seedOf(state: StudioState, origin: string, people: People): Seed {
  return {
    owner: repository.owner,
    name: repository.name,
    defaultBranch: repository.branch,
    people: Object.entries(people).map(([login, { name, title }]) => ({
      login,
      name,
      title,
      permission: administrators.includes(login) ? "admin" : "write",
    })),
    app: {
      ...app,
      publicKey: publicKeyOf(state.secrets.appKey),
      permissions: {
        checks: "write",
        contents: "write",
        issues: "write",
        pull_requests: "write",
        statuses: "write",
        administration: "read",
      },
      events: ["pull_request", "pull_request_review", "push", "check_run", "status"],
      hook: { url: `${origin}/hooks/gate`, secret: state.secrets.appWebhookSecret },
    },
    labels: ["decap-cms/draft", "decap-cms/pending_review", "decap-cms/pending_publish"],
    ruleset: protection,
    hooks: [
      {
        url: `${origin}/hooks/publish`,
        secret: state.secrets.publishSecret,
        events: ["push", "pull_request"],
      },
    ],
  };
}

function publicKeyOf(privateKey: string): string {
  return createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();
}

// Nobody passes these by, administrators included. The gate's check is pinned to the gate's App.
// Native dismissal of stale reviews stays off: the gate compares content instead.
const protection: NonNullable<Seed["ruleset"]> = {
  name: "main",
  target: "branch",
  enforcement: "active",
  include: ["~DEFAULT_BRANCH"],
  bypass: [],
  rules: [
    { type: "deletion" },
    { type: "non_fast_forward" },
    {
      type: "pull_request",
      parameters: {
        required_approving_review_count: 1,
        dismiss_stale_reviews_on_push: false,
        require_code_owner_review: true,
        require_last_push_approval: true,
        required_review_thread_resolution: false,
      },
    },
    {
      type: "required_status_checks",
      parameters: {
        strict_required_status_checks_policy: false,
        required_status_checks: [
          { context: "approval", integration_id: app.id },
          { context: "content", integration_id: app.id },
        ],
      },
    },
  ],
};
