/** `dept_lead:web` has the rank `dept_lead`; a role without a colon is its own rank. */
export function rankOf(role: string): string {
  return role.split(":", 1)[0] ?? role;
}

/** `web` for `dept_lead:web`; empty for a role without a department. */
export function departmentOf(role: string): string {
  return role.slice(rankOf(role).length + 1);
}
