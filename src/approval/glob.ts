import picomatch from "picomatch";

export type Matcher = (path: string) => boolean;

/**
 * One test for all `globs`: `*`, `**` across `/`, `?`, `{a,b}`; case-sensitive; dotfiles match.
 * Everything else is literal: Astro's routes are called `[slug].astro`.
 */
export function matcher(globs: readonly string[]): Matcher {
  const tests = globs
    .flatMap(expandBraces)
    .filter((glob) => glob !== "")
    .map((glob) => picomatch(literal(glob), options));
  return (path) => tests.some((test) => test(path));
}

/** The dialect has no negation: a glob that begins with `!` would silently mean something else. */
export function isNegated(glob: string): boolean {
  return glob.startsWith("!");
}

/** `a/{b,c}` as `a/b` and `a/c`. Braces without a comma are literal. */
export function expandBraces(glob: string): string[] {
  const group = firstGroup(glob);
  if (!group) return [glob];
  return group.options.flatMap((option) => expandBraces(group.before + option + group.after));
}

const options = {
  dot: true,
  // A name may hold a line break, and must not slip out of its class by it.
  flags: "s",
  // Without it `a/**` would match the path `a` itself.
  strictSlashes: true,
  windows: false,
};

// What picomatch knows beyond the dialect: classes, extended globs, ranges, negation, quotes.
function literal(glob: string): string {
  return glob.replace(/[[\](){}+@|!\\^$"]/g, "\\$&");
}

interface Group {
  readonly before: string;
  readonly options: readonly string[];
  readonly after: string;
}

function firstGroup(glob: string): Group | null {
  for (let open = glob.indexOf("{"); open >= 0; open = glob.indexOf("{", open + 1)) {
    const options = optionsAt(glob, open);
    if (options.length < 2) continue;
    const length = options.join(",").length;
    return { before: glob.slice(0, open), options, after: glob.slice(open + length + 2) };
  }
  return null;
}

/** What stands between the commas of the group that opens at `open`; empty when it never closes. */
function optionsAt(glob: string, open: number): string[] {
  const options = [""];
  let depth = 0;
  for (const char of glob.slice(open + 1)) {
    if (char === "}" && depth === 0) return options;
    if (char === "," && depth === 0) {
      options.push("");
      continue;
    }
    if (char === "{") depth += 1;
    if (char === "}") depth -= 1;
    options.push((options.pop() ?? "") + char);
  }
  return [];
}
