import { parse } from "yaml";
import { sameLogin } from "../../src/approval/login.ts";
import { type People, parsePeople } from "../../src/approval/people.ts";
import { type ParsedPolicy, type Policy, parsePolicy } from "../../src/approval/policy.ts";
import type { Reader } from "./api/read.ts";

/** Who is who and who decides what, as it stands on the main branch. */
export interface Company {
  readonly people: People;
  readonly policy: Policy | null;
  /** The policy as it is written. */
  readonly source: string;
}

export const nobody: Company = { people: {}, policy: null, source: "" };

export const policyPath = ".github/approval.yml";
const peoplePath = ".github/people.yml";

export async function readCompany(reader: Pick<Reader, "text">, main: string): Promise<Company> {
  const [source, people] = await Promise.all([
    reader.text(policyPath, main),
    reader.text(peoplePath, main),
  ]);
  const parsed = policyOf(source ?? "");
  return {
    source: source ?? "",
    policy: parsed.ok ? parsed.policy : null,
    people: peopleOf(people ?? ""),
  };
}

export function policyOf(source: string): ParsedPolicy {
  return parsePolicy(quietly(() => parse(source)));
}

// Names decide nothing: a broken file leaves the bare logins, as in the gate.
function peopleOf(source: string): People {
  return quietly(() => parsePeople(parse(source))) ?? {};
}

function quietly<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** The bare name, `沃特`; the login for somebody people.yml does not name. */
export function shortName(people: People, login: string): string {
  return Object.entries(people).find(([key]) => sameLogin(key, login))?.[1].name ?? login;
}
