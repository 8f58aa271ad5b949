/** An entry as the desk's addresses name it; a slug of null is one that does not exist yet. */
export interface Place {
  readonly collection: string;
  readonly slug: string | null;
}

/** Where Decap opens an entry, or the form for a new one. */
export function editAddress(base: string, { collection, slug }: Place): string {
  const rest = slug === null ? "new" : `entries/${encodeURIComponent(slug)}`;
  return `${base}/admin/edit/#/collections/${collection}/${rest}`;
}

/** The entry that a hash of Decap's shows; null where it shows a list or something else. */
export function placeOf(hash: string): Place | null {
  const [path = ""] = hash.replace(/^#/, "").split("?");
  const found = /^\/collections\/([^/]+)\/(?:(new)|entries\/([^/]+))$/.exec(path);
  if (!found?.[1]) return null;
  return { collection: found[1], slug: found[3] ? decodeURIComponent(found[3]) : null };
}

const prefix = "cms/";

/** The branch on which Decap keeps the draft of an entry. */
export function draftBranch(collection: string, slug: string): string {
  return `${prefix}${collection}/${slug}`;
}

/** The entry whose draft a branch is; null for a branch that is not Decap's. */
export function draftOf(branch: string): { collection: string; slug: string } | null {
  const [, collection, slug] = /^cms\/([^/]+)\/([^/]+)$/.exec(branch) ?? [];
  return collection && slug ? { collection, slug } : null;
}
