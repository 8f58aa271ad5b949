// Counts down, and fetches the board anew while nobody is typing in it.

const skew = Date.now() - Number(document.body.dataset.now);
const two = (value) => String(value).padStart(2, "0");

function show(milliseconds) {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

function tick() {
  const now = Date.now() - skew;
  for (const time of document.querySelectorAll("time[data-due]")) {
    const left = Number(time.dataset.due) - now;
    const words = time.previousElementSibling;
    time.textContent = show(left);
    if (words) words.textContent = left < 0 ? words.dataset.over : words.dataset.left;
    if (left < 0) time.closest("li").className = "overdue";
  }
}

const busy = () => {
  const { activeElement } = document;
  return (
    activeElement?.matches("input") ||
    [...document.querySelectorAll("#board input:not([type=hidden])")].some(
      (input) => input.value !== input.defaultValue,
    )
  );
};

async function renew() {
  if (busy() || document.hidden) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || busy()) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const board = fresh.getElementById("board");
  const open = [...document.querySelectorAll("#board details[open]")].map(
    (one) => one.closest("article")?.ariaLabel,
  );
  if (!board) return;
  for (const one of board.querySelectorAll("article"))
    if (open.includes(one.getAttribute("aria-label"))) one.querySelector("details").open = true;
  document.getElementById("board").replaceWith(board);
  document.title = fresh.title;
  tick();
}

tick();
setInterval(tick, 1000);
setInterval(renew, 10_000);
