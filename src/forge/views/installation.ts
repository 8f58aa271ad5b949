import { clientIdOf } from "../auth.ts";
import type { AppRecord } from "../records.ts";
import type { Forge } from "../types.ts";
import { userByLogin, userView } from "./user.ts";

export function installationView(forge: Forge, app: AppRecord) {
  const owner = userByLogin(forge, forge.owner)?.id ?? 0;
  return {
    id: app.installationId,
    app_id: app.id,
    app_slug: app.slug,
    client_id: clientIdOf(app),
    target_id: owner,
    target_type: "Organization",
    account: userView(forge, owner),
    repository_selection: "all",
    access_tokens_url: `${forge.api}/app/installations/${app.installationId}/access_tokens`,
    repositories_url: `${forge.api}/installation/repositories`,
    html_url: `${forge.origin}/organizations/${forge.owner}/settings/installations/${app.installationId}`,
    permissions: app.permissions,
    events: app.events,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}
