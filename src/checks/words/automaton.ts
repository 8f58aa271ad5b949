/** A set of words, ready to be found all at once (Aho and Corasick, in typed arrays). */
export interface Automaton {
  /** Calls back for each occurrence: the index behind its last unit, and the number of the word. */
  scan(units: Uint16Array, length: number, found: (end: number, word: number) => void): void;
  /** From a beginning of words (0 is the empty one) by one unit to a longer one; 0 when there is none. */
  next(beginning: number, unit: number): number;
  /** The numbers of the words that a beginning is. */
  wordsAt(beginning: number): number[];
  /** Every unit that occurs in a word. */
  units(): readonly number[];
}

interface Trie {
  readonly classes: Uint16Array;
  readonly classCount: number;
  readonly states: number;
  readonly parents: Int32Array;
  readonly labels: Uint16Array;
  readonly depths: Uint16Array;
  /** The first word that ends in a state, plus one. */
  readonly words: Int32Array;
  /** The next word that is written the same, plus one. */
  readonly twins: Int32Array;
  readonly steps: Steps;
}

/** Makes the automaton; empty words are never found. Throws RangeError when the set is too large. */
export function buildAutomaton(words: readonly string[]): Automaton {
  const trie = plant(words);
  const order = byDepth(trie.depths, trie.states);
  const fails = failLinks(trie, order);
  const hits = hitLinks(trie, fails, order);
  const { classes, steps, words: ends, twins } = trie;
  let units: readonly number[] | null = null;
  return {
    scan: (units, length, found) => scan(trie, fails, hits, units, length, found),
    next: (beginning, unit) => (classes[unit] ? step(steps, beginning, classes[unit] ?? 0) : 0),
    wordsAt: (beginning) => chain(twins, ends[beginning] ?? 0),
    units() {
      units ??= unitsOf(classes);
      return units;
    },
  };
}

function scan(
  { classes, steps, words, twins }: Trie,
  fails: Int32Array,
  hits: Int32Array,
  units: Uint16Array,
  length: number,
  found: (end: number, word: number) => void,
): void {
  const { table, masks, pairs, firsts, roots, classCount, mask } = steps;
  let state = 0;
  for (let at = 0; at < length; at += 1) {
    const label = classes[units[at] as number] as number;
    if (label === 0) {
      state = 0;
      continue;
    }
    let next = 0;
    while (state !== 0) {
      // A bit tells most of the ways that do not exist without a look into the table: exactly behind the
      // first sign of words, which is where nearly every way ends, and one bit in 64 elsewhere.
      const pair = state <= firsts ? (state - 1) * classCount + label : -1;
      const bits =
        pair < 0
          ? (masks[2 * state + ((label >> 5) & 1)] as number) >>> (label & 31)
          : (pairs[pair >>> 5] as number) >>> (pair & 31);
      if (bits & 1) {
        const key = state * classCount + label;
        let slot = Math.imul(key, hashFactor) >>> 7;
        for (;;) {
          slot &= mask;
          const known = table[2 * slot] as number;
          if (known === key) next = table[2 * slot + 1] as number;
          if (known === key || known === 0) break;
          slot += 1;
        }
        if (next !== 0) break;
      }
      state = pair < 0 ? (fails[state] as number) : 0;
    }
    state = next === 0 ? (roots[label] as number) : next;
    for (let hit = hits[state] as number; hit !== 0; hit = hits[fails[hit] as number] as number)
      for (let word = words[hit] as number; word !== 0; word = twins[word - 1] as number)
        found(at + 1, word - 1);
  }
}

function unitsOf(classes: Uint16Array): number[] {
  const units: number[] = [];
  for (let unit = 0; unit < classes.length; unit += 1) if (classes[unit] !== 0) units.push(unit);
  return units;
}

function chain(twins: Int32Array, first: number): number[] {
  const found: number[] = [];
  for (let word = first; word !== 0; word = twins[word - 1] ?? 0) found.push(word - 1);
  return found;
}

const hashFactor = 0x9e3779b1;

/** The ways from state to state, as an open hash table; those from the root have a table of their own. */
interface Steps {
  readonly classCount: number;
  readonly mask: number;
  /** A key and the state it leads to, side by side: one place in memory to look at. */
  readonly table: Uint32Array;
  readonly masks: Uint32Array;
  readonly roots: Int32Array;
  /** The states behind the first sign of words are those from 1 up to this number. */
  readonly firsts: number;
  /** One bit for each of them and each label: whether there is a way. */
  readonly pairs: Uint32Array;
}

// Beyond this many bits a table of pairs would cost more than it saves.
const mostPairs = 1 << 26;

function emptySteps(states: number, classCount: number, firsts = 0): Steps {
  if (states * classCount > 0xffffffff) throw new RangeError("too many words for one automaton");
  let size = 64;
  while (size < states * 3) size *= 2;
  const withPairs = firsts * classCount <= mostPairs ? firsts : 0;
  return {
    classCount,
    mask: size - 1,
    table: new Uint32Array(2 * size),
    masks: new Uint32Array(2 * states),
    roots: new Int32Array(classCount),
    firsts: withPairs,
    pairs: new Uint32Array((withPairs * classCount + 31) >>> 5),
  };
}

function step({ table, mask, roots, classCount }: Steps, state: number, label: number) {
  if (state === 0) return roots[label] ?? 0;
  const key = state * classCount + label;
  for (let slot = Math.imul(key, hashFactor) >>> 7; ; slot += 1) {
    slot &= mask;
    if (table[2 * slot] === key) return table[2 * slot + 1] ?? 0;
    if (table[2 * slot] === 0) return 0;
  }
}

function addStep(steps: Steps, state: number, label: number, to: number): void {
  const { table, mask, masks, roots, classCount, firsts, pairs } = steps;
  if (state === 0) {
    roots[label] = to;
    return;
  }
  setBit(masks, 64 * state + (label & 63));
  if (state <= firsts) setBit(pairs, (state - 1) * classCount + label);
  const key = state * classCount + label;
  let slot = (Math.imul(key, hashFactor) >>> 7) & mask;
  while (table[2 * slot] !== 0) slot = (slot + 1) & mask;
  table[2 * slot] = key;
  table[2 * slot + 1] = to;
}

function setBit(bits: Uint32Array, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

function plant(words: readonly string[]): Trie {
  const { classes, classCount } = classesOf(words);
  const most = words.reduce((sum, word) => sum + word.length, 1);
  const steps = emptySteps(most, classCount);
  const parents = new Int32Array(most);
  const labels = new Uint16Array(most);
  const depths = new Uint16Array(most);
  const ends = new Int32Array(most);
  const twins = new Int32Array(words.length);
  let states = 1;
  words.forEach((word, number) => {
    let state = 0;
    for (let at = 0; at < word.length; at += 1) {
      const label = classes[word.charCodeAt(at)] ?? 0;
      let next = step(steps, state, label);
      if (next === 0) {
        next = states++;
        addStep(steps, state, label, next);
        parents[next] = state;
        labels[next] = label;
        depths[next] = at + 1;
      }
      state = next;
    }
    if (state === 0) return;
    twins[number] = ends[state] ?? 0;
    ends[state] = number + 1;
  });
  const grown = { classes, classCount, states, parents, labels, depths, words: ends, twins, steps };
  return renumbered(grown);
}

/** The same states, the nearest to the root first: what a scan looks at most lies together in memory. */
function renumbered(trie: Trie): Trie {
  const { states, classCount, parents, labels, depths, words } = trie;
  const order = byDepth(depths, states);
  const numbers = new Int32Array(states);
  for (let at = 0; at < states; at += 1) numbers[order[at] ?? 0] = at;
  let firsts = 0;
  while (depths[order[firsts + 1] ?? 0] === 1) firsts += 1;
  const made: Trie = {
    ...trie,
    parents: new Int32Array(states),
    labels: new Uint16Array(states),
    depths: new Uint16Array(states),
    words: new Int32Array(states),
    steps: emptySteps(states, classCount, firsts),
  };
  for (let at = 1; at < states; at += 1) {
    const old = order[at] ?? 0;
    const parent = numbers[parents[old] ?? 0] ?? 0;
    made.parents[at] = parent;
    made.labels[at] = labels[old] ?? 0;
    made.depths[at] = depths[old] ?? 0;
    made.words[at] = words[old] ?? 0;
    addStep(made.steps, parent, labels[old] ?? 0, at);
  }
  return made;
}

// Units that no word holds are all the same to the automaton.
function classesOf(words: readonly string[]) {
  const classes = new Uint16Array(0x10000);
  let classCount = 1;
  for (const word of words)
    for (let at = 0; at < word.length; at += 1)
      if (classes[word.charCodeAt(at)] === 0) classes[word.charCodeAt(at)] = classCount++;
  return { classes, classCount };
}

/** For each state the longest other state that ends the same way. */
function failLinks(
  { states, parents, labels, depths, steps }: Trie,
  order: Int32Array,
): Int32Array {
  const fails = new Int32Array(states);
  for (const state of order) {
    if ((depths[state] ?? 0) < 2) continue;
    const label = labels[state] ?? 0;
    let from = fails[parents[state] ?? 0] ?? 0;
    while (from !== 0 && step(steps, from, label) === 0) from = fails[from] ?? 0;
    fails[state] = step(steps, from, label);
  }
  return fails;
}

/** For each state the nearest one on its chain of links, itself included, in which a word ends. */
function hitLinks({ states, words }: Trie, fails: Int32Array, order: Int32Array): Int32Array {
  const hits = new Int32Array(states);
  for (const state of order) hits[state] = words[state] ? state : (hits[fails[state] ?? 0] ?? 0);
  return hits;
}

function byDepth(depths: Uint16Array, states: number): Int32Array {
  const counts = new Int32Array(depths.reduce((most, one) => Math.max(most, one), 0) + 2);
  const count = (depth: number, more: number) => {
    const before = counts[depth] ?? 0;
    counts[depth] = before + more;
    return before;
  };
  for (let state = 0; state < states; state += 1) count((depths[state] ?? 0) + 1, 1);
  for (let depth = 1; depth < counts.length; depth += 1) count(depth, counts[depth - 1] ?? 0);
  const order = new Int32Array(states);
  for (let state = 0; state < states; state += 1) order[count(depths[state] ?? 0, 1)] = state;
  return order;
}
