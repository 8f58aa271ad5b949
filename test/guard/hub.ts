import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { createSettings, type Place, placeOf } from "../../src/adapters/github/settings.ts";
import { parsePolicy } from "../../src/approval/policy.ts";
import { keyEnvironment, keyName } from "../../src/guard/check-parts.ts";
import { bringAbout, inspect, linesFor, type Standing } from "../../src/guard/inspect.ts";
import { partsOf } from "../../src/guard/parts.ts";
import { type GuardSettings, parseSettings } from "../../src/guard/settings.ts";
import { type Options, startForge } from "../forge/harness.ts";

const read = (path: string) => readFileSync(path, "utf8");

/** The files that a repository made from the template has, as far as its settings look at them. */
const files = {
  ...Object.fromEntries(
    ["approval.yml", "people.yml", "CODEOWNERS"].map((name) => [
      `.github/${name}`,
      read(`.github/${name}`),
    ]),
  ),
  ...Object.fromEntries(
    readdirSync(".github/workflows").map((name) => [
      `.github/workflows/${name}`,
      read(`.github/workflows/${name}`),
    ]),
  ),
};

const parsed = parsePolicy(parse(read(".github/approval.yml")));
if (!parsed.ok) throw new Error(parsed.problems.join());
const { policy } = parsed;
const settings: GuardSettings = {
  ...parseSettings(parse(read(".github/github.yml"))),
  app: { id: 1, slug: "countersign" },
};

type StartOptions = Options & { readonly withheld?: ("rulesets" | "environments")[] };

/** A repository made from the template on the forge, still as GitHub makes it, and its administrator. */
export async function startHub({ withheld = [], ...options }: StartOptions = {}) {
  const seed = { ruleset: null, labels: [], withheld, ...options.seed };
  const forge = await startForge({ files, ...options, seed });
  const name = `${forge.repo.owner}/${forge.repo.repo}`;
  const at = placeOf(forge.forge.api, name, forge.token("adam"));
  const partsFor = (place: Place, chosen = settings) =>
    partsOf(createSettings(place), policy, chosen);
  return {
    forge,
    at,
    admin: forge.as("adam").rest,
    /** How every part stands, for the one who looks. */
    async doctor(place: Place = at, chosen = settings) {
      return Promise.all((await partsFor(place, chosen)).map(inspect));
    },
    /** Brings about what can be brought about. */
    async setup(chosen = settings) {
      const standings: Standing[] = [];
      for (const part of await partsFor(at, chosen))
        standings.push(await bringAbout(await inspect(part)));
      return standings;
    },
    /** What a person does by hand: the key goes into its environment. */
    async putKey() {
      const sealed = { encrypted_value: "c2VhbGVk", key_id: "1" };
      const to = { ...forge.repo, environment_name: keyEnvironment, secret_name: keyName };
      await forge.as("adam").rest.actions.createOrUpdateEnvironmentSecret({ ...to, ...sealed });
    },
  };
}

export type Hub = Awaited<ReturnType<typeof startHub>>;

/** What is not as wanted, as a person reads it. */
export function complaints(standings: readonly Standing[]): string {
  return standings
    .filter((one) => one.kind !== "fine")
    .flatMap(linesFor)
    .join("\n");
}

/** The same as a list of titles. */
export function titles(standings: readonly Standing[]): string[] {
  return standings.filter((one) => one.kind !== "fine").map((one) => one.part.title);
}

export { settings };
