/**
 * Whether the site at `origin` shows `commit`: its marker names it, and each page and every picture
 * on those pages answers 200. The reason otherwise.
 */
export async function isLive(
  origin: string,
  commit: string,
  pages: readonly string[],
): Promise<true | string> {
  const marker = await fetch(`${origin}/version.json`);
  const body = await marker.text();
  if (!marker.ok || !body.includes(commit)) return `version.json: ${marker.status} ${body}`;
  for (const page of pages) {
    const missing = await missingOn(origin, page);
    if (missing) return missing;
  }
  return true;
}

async function missingOn(origin: string, page: string): Promise<string | null> {
  const answer = await fetch(new URL(page, origin));
  if (!answer.ok) return `${page}: ${answer.status}`;
  for (const picture of picturesOf(await answer.text())) {
    const { status } = await fetch(new URL(picture, answer.url), { method: "HEAD" });
    if (status !== 200) return `${picture}: ${status}`;
  }
  return null;
}

function picturesOf(html: string): string[] {
  return [...html.matchAll(/<img[^>]+src="([^"]+)"/g)].flatMap(([, src]) => (src ? [src] : []));
}
