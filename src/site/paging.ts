/** One page of a list: `number` counts from 1. */
export interface Paged<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly number: number;
  readonly pages: number;
  /** Where page `n` is, below the site's root. */
  readonly path: (number: number) => string;
}

/** Cuts a list into pages below `root` (`/news/`, `/news/page/2/`); there is always a first page. */
export function paginate<T>(items: readonly T[], root: string, size: number): Paged<T>[] {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const path = (number: number) => (number === 1 ? root : `${root}page/${number}/`);
  return Array.from({ length: pages }, (_, at) => ({
    items: items.slice(at * size, (at + 1) * size),
    total: items.length,
    number: at + 1,
    pages,
    path,
  }));
}

/** The route parameter of a page: what follows `root` in its path. */
export function routeOf(path: string, root: string): string | undefined {
  return path.slice(root.length).replace(/\/$/, "") || undefined;
}
