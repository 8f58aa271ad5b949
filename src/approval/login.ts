/** GitHub compares logins without regard to case. Nobody is the same as nobody. */
export function sameLogin(a: string | null | undefined, b: string | null | undefined): boolean {
  return !!a && !!b && loginKey(a) === loginKey(b);
}

/** The form in which logins are collected in sets and maps. */
export function loginKey(login: string): string {
  return login.toLowerCase();
}

/** Each person once, spelt as they came first. */
export function uniqueLogins(logins: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const login of logins) if (!first.has(loginKey(login))) first.set(loginKey(login), login);
  return [...first.values()];
}
