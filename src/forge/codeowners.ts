import picomatch from "picomatch";

interface OwnerRule {
  readonly matches: (path: string) => boolean;
  /** Logins without `@`, lower case. */
  readonly owners: readonly string[];
}

/**
 * Reads a CODEOWNERS file: the last rule that matches a path names its owners.
 * https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function parseCodeowners(text: string): (path: string) => readonly string[] {
  const rules = text
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter((line) => line !== "")
    .map(parseRule);
  return (path) => rules.findLast((rule) => rule.matches(path))?.owners ?? [];
}

function parseRule(line: string): OwnerRule {
  const [pattern = "", ...owners] = line.split(/(?<!\\)\s+/);
  return {
    matches: picomatch(globsOf(pattern.replaceAll("\\ ", " ")), {
      dot: true,
      nobrace: true,
      nonegate: true,
      noextglob: true,
    }),
    owners: owners.map((owner) => owner.replace(/^@/, "").toLowerCase()),
  };
}

// A pattern without a slash matches at any depth; one that names a folder matches what is below it.
function globsOf(pattern: string): string[] {
  const folder = pattern.endsWith("/");
  const bare = pattern.replace(/^\/|\/$/g, "").replace(/[[\]()]/g, "\\$&");
  const anchored = pattern.startsWith("/") || bare.includes("/");
  const rooted = anchored ? bare : `**/${bare}`;
  if (folder) return [`${rooted}/**`];
  return bare.endsWith("*") ? [rooted] : [rooted, `${rooted}/**`];
}
