const storage = "countersign-closed-banners";

/**
 * Banners come and go to the minute: the page outlives its build, so the visitor's browser decides.
 * One that was closed stays closed for this visit.
 */
export function showBanners(): void {
  const banners = [...document.querySelectorAll<HTMLElement>("[data-starts]")];
  const closed = new Set(closedBefore());
  for (const banner of banners)
    banner.querySelector("button")?.addEventListener("click", () => {
      closed.add(banner.dataset.slug ?? "");
      keep([...closed]);
      judge(banners, closed);
    });
  judge(banners, closed);
  setInterval(() => judge(banners, closed), 30_000);
}

function judge(banners: readonly HTMLElement[], closed: ReadonlySet<string>): void {
  const now = Date.now();
  for (const banner of banners) {
    const { starts = "", ends = "", slug = "" } = banner.dataset;
    const due = Date.parse(starts) <= now && now < Date.parse(ends);
    banner.hidden = !due || closed.has(slug);
  }
}

// A sandboxed preview of the page, and a browser that keeps nothing, have no storage: there, what was
// closed stays closed until the page is left.
function closedBefore(): string[] {
  try {
    return (sessionStorage.getItem(storage) ?? "").split(" ");
  } catch {
    return [];
  }
}

function keep(closed: readonly string[]): void {
  try {
    sessionStorage.setItem(storage, closed.join(" "));
  } catch {
    // Closed for this page, as said above.
  }
}
