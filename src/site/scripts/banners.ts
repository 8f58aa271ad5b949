const storage = "countersign-closed-banners";

/**
 * Banners come and go to the minute: the page outlives its build, so the visitor's browser decides.
 * One that was closed stays closed for this visit.
 */
export function showBanners(): void {
  const banners = [...document.querySelectorAll<HTMLElement>("[data-starts]")];
  for (const banner of banners)
    banner.querySelector("button")?.addEventListener("click", () => {
      sessionStorage.setItem(storage, [...closedOnes(), banner.dataset.slug].join(" "));
      judge(banners);
    });
  judge(banners);
  setInterval(() => judge(banners), 30_000);
}

function judge(banners: readonly HTMLElement[]): void {
  const now = Date.now();
  const closed = closedOnes();
  for (const banner of banners) {
    const { starts = "", ends = "", slug = "" } = banner.dataset;
    const due = Date.parse(starts) <= now && now < Date.parse(ends);
    banner.hidden = !due || closed.includes(slug);
  }
}

function closedOnes(): string[] {
  return (sessionStorage.getItem(storage) ?? "").split(" ");
}
