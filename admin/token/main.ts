import { readSettings } from "../shared/settings.ts";
import { text } from "../text.ts";
import { handOver } from "./hand-over.ts";
import { problemWith } from "./problem.ts";

const settings = readSettings();
const form = document.getElementById("token-form");
const input = document.getElementById("token");
const said = document.getElementById("said");

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (input instanceof HTMLInputElement) void signIn(input.value.trim());
});

async function signIn(token: string): Promise<void> {
  say(text.token.checking);
  const problem = await problemWith(settings, token);
  if (problem) return say(problem);
  say(text.token.done);
  handOver(token, `${settings.base}/admin/`);
}

function say(words: string): void {
  if (said) said.textContent = words;
}
