import { diffArrays } from 'diff';
import { bagOf, similarity, type WordBag } from './similarity.js';
import { wordsOf } from './tokens.js';

/** Positions of passages that belong together; undefined on the side that has none. In the order of the later text. */
export interface Pair {
  readonly left: number | undefined;
  readonly right: number | undefined;
}

/** Below this share of common words two passages are not versions of each other. */
const akin = 0.45;
/** Comparing everything with everything is quadratic; a gap with more pairs than this is compared in order only. */
const mostComparisons = 20_000;
const mostEdits = 2_000;

interface Passage {
  readonly key: string;
  readonly bag: WordBag;
}

/**
 * Pairs the passages of two texts without crossing: first those with the same words, then, between these, those most alike.
 * A lone passage facing a lone one is its rewriting.
 */
export function aligned(left: readonly string[], right: readonly string[]): Pair[] {
  const [ours, theirs] = [left.map(passage), right.map(passage)];
  const changes = diffArrays(ours.map(({ key }) => key), theirs.map(({ key }) => key), { maxEditLength: mostEdits }) ?? [
    { removed: true, added: false, count: ours.length },
    { removed: false, added: true, count: theirs.length },
  ];
  const pairs: Pair[] = [];
  let [gapLeft, gapRight]: [number[], number[]] = [[], []];
  let [leftAt, rightAt] = [0, 0];
  const close = () => {
    pairs.push(...paired(gapLeft, gapRight, ours, theirs));
    [gapLeft, gapRight] = [[], []];
  };
  for (const { added, removed, count } of changes) {
    if (!added && !removed) close();
    for (let step = 0; step < count; step += 1) {
      if (removed) gapLeft.push(leftAt++);
      else if (added) gapRight.push(rightAt++);
      else pairs.push({ left: leftAt++, right: rightAt++ });
    }
  }
  close();
  return pairs;
}

/** What two passages with the same words share: case, spaces and marks do not count. */
export function passageKey(text: string): string {
  return wordsOf(text).join(' ');
}

function passage(text: string): Passage {
  const words = wordsOf(text);
  return { key: words.join(' '), bag: bagOf(words) };
}

function paired(left: readonly number[], right: readonly number[], ours: readonly Passage[], theirs: readonly Passage[]): Pair[] {
  if (left.length === 1 && right.length === 1) return [{ left: left[0], right: right[0] }];
  const pairs: Pair[] = [];
  let from = 0;
  for (const one of left) {
    const reach = left.length * right.length > mostComparisons ? right.slice(from, from + 1) : right.slice(from);
    const scores = reach.map((other) => scoreOf(ours[one], theirs[other]));
    const best = scores.indexOf(Math.max(...scores));
    if ((scores[best] ?? 0) < akin) {
      pairs.push({ left: one, right: undefined });
      continue;
    }
    pairs.push(...reach.slice(0, best).map((other) => ({ left: undefined, right: other })), { left: one, right: reach[best] });
    from += best + 1;
  }
  return [...pairs, ...right.slice(from).map((other) => ({ left: undefined, right: other }))];
}

function scoreOf(one: Passage | undefined, other: Passage | undefined): number {
  return one === undefined || other === undefined ? 0 : similarity(one.bag, other.bag);
}
