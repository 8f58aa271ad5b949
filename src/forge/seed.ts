import type { Feature } from "./plan.ts";
import type { RecordOf } from "./records.ts";
import type { Forge } from "./types.ts";
import { noreply } from "./views/user.ts";

/** Who and what a forge starts with. Setting up again changes what is named here and nothing else. */
export interface Seed {
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  /** What the plan of the account does not hold; nothing, where this is left out. */
  readonly withheld?: readonly Feature[];
  readonly people: readonly {
    readonly login: string;
    readonly name: string;
    readonly title: string;
    readonly permission: "read" | "write" | "admin";
    /** Links commits to the account; GitHub's private address of the login where none is given. */
    readonly email?: string;
  }[];
  readonly app: {
    readonly id: number;
    readonly slug: string;
    /** PEM. */
    readonly publicKey: string;
    readonly permissions: Readonly<Record<string, "read" | "write">>;
    readonly events: readonly string[];
    readonly hook: { readonly url: string; readonly secret: string };
  };
  readonly labels: readonly string[];
  readonly ruleset: RulesetSeed | null;
  readonly hooks: readonly {
    readonly url: string;
    readonly secret: string;
    readonly events: readonly string[];
  }[];
}

type Ruleset = RecordOf<"ruleset">;

/** A ruleset without what the forge itself knows about it. */
interface RulesetSeed {
  readonly name: string;
  readonly target: Ruleset["target"];
  readonly enforcement: Ruleset["enforcement"];
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  readonly bypass: readonly {
    readonly actorId: number | null;
    readonly actorType: string;
    readonly mode?: Ruleset["bypass"][number]["mode"];
  }[];
  readonly rules: Ruleset["rules"];
}

// The account in whose name GitHub commits what is done on its pages.
const webFlow = {
  id: 19_864_447,
  login: "web-flow",
  name: "GitHub Web Flow",
  email: "noreply@github.com",
  title: "",
};

/** Makes or renews everything that the seed names; idempotent. */
export function setUp(forge: Forge, seed: Seed): void {
  forge.store.atomically(() => {
    putUser(forge, { ...nobody, login: seed.owner, name: seed.owner, type: "Organization" });
    for (const { email = "", ...one } of seed.people)
      putUser(forge, { ...one, email, type: "User" });
    if (!forge.store.user.get(webFlow.id))
      forge.store.user.insert({ ...webFlow, type: "User", permission: "read" });
    putApp(forge, seed.app);
    for (const name of seed.labels)
      if (!forge.store.label.find((one) => one.name === name))
        forge.store.label.insert({ name, color: "ededed", description: null });
    if (seed.ruleset) putRuleset(forge, seed.ruleset);
    putHooks(forge, seed);
  });
}

type NewUser = Omit<RecordOf<"user">, "id">;

const nobody = { name: "", title: "", email: "", permission: "read" } as const;

function putUser(forge: Forge, user: NewUser): RecordOf<"user"> {
  const { store } = forge;
  const old = store.user.find((one) => one.login === user.login);
  const id = old?.id ?? nextUserId(forge);
  const whole = { ...user, email: user.email || noreply({ id, login: user.login }) };
  return old ? store.user.update(id, whole) : store.user.insert({ ...whole, id });
}

function nextUserId(forge: Forge): number {
  const ids = forge.store.user
    .all()
    .map((one) => one.id)
    .filter((id) => id < webFlow.id);
  return Math.max(1000, ...ids) + 1;
}

// The installation has a number of its own: who takes one for the other finds out.
const installationOffset = 500_000;

function putApp(forge: Forge, app: Seed["app"]): void {
  const { store } = forge;
  const writes = app.permissions.contents === "write";
  const bot = putUser(forge, {
    ...nobody,
    login: `${app.slug}[bot]`,
    name: app.slug,
    type: "Bot",
    permission: writes ? "write" : "read",
  });
  const old = store.app.get(app.id);
  const record = {
    ...app,
    name: app.slug,
    permissions: { metadata: "read" as const, ...app.permissions },
    events: [...app.events],
    botId: bot.id,
    installationId: app.id + installationOffset,
    createdAt: old?.createdAt ?? forge.now(),
  };
  if (old) store.app.update(app.id, record);
  else store.app.insert(record);
}

function putRuleset(forge: Forge, given: RulesetSeed): void {
  const { store } = forge;
  const old = store.ruleset.find((one) => one.name === given.name);
  const now = forge.now();
  const ruleset = {
    ...given,
    include: [...given.include],
    exclude: [...(given.exclude ?? [])],
    bypass: given.bypass.map((one) => ({ mode: "always" as const, ...one })),
    updatedAt: now,
  };
  if (old) store.ruleset.update(old.id, ruleset);
  else store.ruleset.insert({ ...ruleset, createdAt: now });
}

// The address of a hook changes with the port: the seed's hooks take the place of the earlier ones,
// by their paths, so that their deliveries stay with them.
function putHooks(forge: Forge, { hooks }: Seed): void {
  const { store } = forge;
  const now = forge.now();
  const path = (url: string) => new URL(url).pathname;
  for (const one of hooks) {
    const old = store.hook.find((hook) => path(hook.url) === path(one.url));
    const record = { ...one, events: [...one.events], active: true, updatedAt: now };
    if (old) store.hook.update(old.id, record);
    else store.hook.insert({ ...record, createdAt: now });
  }
}
