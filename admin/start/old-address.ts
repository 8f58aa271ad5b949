// Decap lived here once, with its own addresses behind the hash.
function leave(): void {
  if (location.hash.startsWith("#/")) location.replace(`edit/${location.hash}`);
}

leave();
addEventListener("hashchange", leave);
