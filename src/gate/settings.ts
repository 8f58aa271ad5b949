import { parse } from "yaml";
import type { Mirror } from "../adapters/git/mirror.ts";
import { type People, parsePeople } from "../approval/people.ts";

/** The policy at a commit as plain data; null when there is none or it is no YAML: nothing passes then. */
export async function readPolicy(git: Mirror, commit: string): Promise<unknown> {
  return readYaml(git, commit, ".github/approval.yml");
}

/** Names and titles at a commit. They decide nothing: a broken file leaves the bare logins. */
export async function readPeople(git: Mirror, commit: string): Promise<People> {
  try {
    return parsePeople(await readYaml(git, commit, ".github/people.yml"));
  } catch {
    return {};
  }
}

async function readYaml(git: Mirror, commit: string, path: string): Promise<unknown> {
  const bytes = await git.readFile(commit, path);
  if (!bytes) return null;
  try {
    return parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
}
