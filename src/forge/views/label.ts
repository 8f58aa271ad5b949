import type { Forge } from "../types.ts";
import { repositoryUrl } from "./repository.ts";
import { nodeId } from "./user.ts";

/** A label by name; one that nobody defined has GitHub's default colour. */
export function labelView(forge: Forge, name: string) {
  const label = forge.store.label.find((one) => one.name === name);
  return {
    id: label?.id ?? 0,
    node_id: nodeId("L", name),
    url: `${repositoryUrl(forge)}/labels/${encodeURIComponent(name)}`,
    name,
    color: label?.color ?? "ededed",
    default: false,
    description: label?.description ?? null,
  };
}
