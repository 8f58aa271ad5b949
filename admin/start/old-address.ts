// Decap lived here once, with its own addresses behind the hash.
if (location.hash.startsWith("#/")) location.replace(`edit/${location.hash}`);
