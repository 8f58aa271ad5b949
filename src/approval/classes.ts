import type { Policy, PolicyClass } from "./policy.ts";
import { rankOf } from "./roles.ts";
import type { ChangedFile } from "./snapshot.ts";

/** All slots of one rank that a pull request needs. */
export interface Stage {
  readonly rank: string;
  readonly slots: readonly string[];
}

/** A class of a pull request, with the paths that brought it. */
export interface ClassOfFiles {
  readonly id: string;
  readonly chain: readonly string[];
  readonly paths: readonly string[];
}

/** Rule 1: the classes of a pull request in the policy's order. A rename brings both its paths. */
export function classify(policy: Policy, files: readonly ChangedFile[]): readonly ClassOfFiles[] {
  const open = policy.classes.filter((one) => everyFileHas(one, files));
  const paths = new Map<string, string[]>();
  for (const file of files)
    for (const path of pathsOf(file)) {
      const id = open.find((one) => applies(one, path, file))?.id ?? policy.unclassified;
      paths.set(id, [...(paths.get(id) ?? []), path]);
    }
  return policy.classes
    .filter((one) => paths.has(one.id))
    .map(({ id, chain }) => ({ id, chain, paths: paths.get(id) ?? [] }));
}

/** Rule 2: the union of the chains, grouped by rank, ranks in order. */
export function stagesOf(
  { ranks }: Pick<Policy, "ranks">,
  classes: readonly Pick<ClassOfFiles, "chain">[],
): readonly Stage[] {
  const slots = [...new Set(classes.flatMap((one) => one.chain))];
  return ranks
    .map((rank) => ({ rank, slots: slots.filter((slot) => rankOf(slot) === rank) }))
    .filter((stage) => stage.slots.length > 0);
}

function pathsOf({ path, previous_path }: ChangedFile): string[] {
  return previous_path ? [path, previous_path] : [path];
}

function everyFileHas({ every }: PolicyClass, files: readonly ChangedFile[]): boolean {
  return !every || files.every((file) => file.flags.includes(every));
}

function applies({ matches, when }: PolicyClass, path: string, file: ChangedFile): boolean {
  if (!matches(path)) return false;
  return !when || Object.entries(when).some(([key, values]) => meets(file, key, values));
}

// Both versions are looked at, so that clearing a mark does not escape the chain it asks for.
function meets(file: ChangedFile, key: string, values: readonly unknown[]): boolean {
  if (key === "flags") return file.flags.some((flag) => values.includes(flag));
  const versions = [file.front_matter?.base, file.front_matter?.head];
  return versions.flatMap((version) => valuesOf(version, key)).some((one) => values.includes(one));
}

function valuesOf(
  version: Readonly<Record<string, unknown>> | null | undefined,
  key: string,
): unknown[] {
  if (!version || !Object.hasOwn(version, key)) return [];
  const value = version[key];
  return Array.isArray(value) ? value : [value];
}
