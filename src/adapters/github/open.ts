import { type Client, type GitHubSettings, openClient } from "./client.ts";
import { createReader, type GitHubReader } from "./read.ts";
import { createWriter, type GitHubWriter } from "./write.ts";

/** One repository on GitHub, read and written as the gate's App. */
export type GitHub = GitHubReader & GitHubWriter & Omit<Client, "octokit" | "repo">;

/** Signs in as the App. Throws when GitHub does not know it or does not answer. */
export async function openGitHub(settings: GitHubSettings): Promise<GitHub> {
  const client = await openClient(settings);
  const { octokit: _octokit, repo: _repo, ...self } = client;
  return { ...self, ...createReader(client), ...createWriter(client) };
}
