import { html } from "hono/html";
import type { Share, Week } from "../../orders/week.ts";
import { boardText as text } from "./text.ts";

const height = 100;
const step = 44;

/** The week as a picture that is also a table: bars for eyes, words for everybody. */
export function weekPicture({ days, shares, breaches }: Week) {
  const most = Math.max(1, ...days.map((one) => one.orders));
  const words = days.map(({ day, orders }) => `${day.slice(5)}：${orders}`).join("，");
  const bars = days.map(({ day, orders }, at) => {
    const tall = Math.round((orders / most) * height);
    const x = at * step;
    return html`<rect x="${x + 8}" y="${height + 16 - tall}" width="28" height="${tall}" rx="3"/>
      <text x="${x + 22}" y="${height + 11 - tall}">${orders}</text>
      <text class="day" x="${x + 22}" y="${height + 32}">${day.slice(5)}</text>`;
  });
  return html`<section class="week" aria-labelledby="week">
    <h2 id="week">${text.week}</h2>
    <svg viewBox="0 0 ${days.length * step} ${height + 40}" role="img" aria-label="${text.perDay}：${words}">${bars}</svg>
    <table><caption>${text.onTime}</caption><tbody>${shares.map(row)}</tbody></table>
    <p>${text.breaches(breaches)}</p>
  </section>`;
}

function row({ clock, inTime, late }: Share) {
  const all = inTime + late;
  const share = all === 0 ? text.noVerdict : `${Math.floor((inTime / all) * 100)}%`;
  return html`<tr><th scope="row">${text.shares[clock]}</th><td>${share}</td><td>${inTime} / ${all}</td></tr>`;
}
