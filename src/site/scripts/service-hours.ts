import { beijingClock } from "../../base/time.ts";
import { isOnline, type ServiceHours } from "../../duty/service.ts";

/** Says whether somebody answers online now: judged here, by Beijing time, as the page outlives its build. */
export function showService(): void {
  const badge = document.getElementById("service-now");
  if (!badge) return;
  const hours: ServiceHours = JSON.parse(badge.dataset.hours ?? "");
  const { online = "", offline = "" } = badge.dataset;
  const judge = () => {
    badge.textContent = isOnline(hours, beijingClock(Date.now())) ? online : offline;
  };
  judge();
  badge.hidden = false;
  setInterval(judge, 30_000);
}
