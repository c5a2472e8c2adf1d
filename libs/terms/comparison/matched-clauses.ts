import type { ClauseText } from '#libs/wire/agreements.js';
import { passageKey } from './aligned.js';
import { bagOf, similarity } from './similarity.js';
import { wordsOf } from './tokens.js';

/** A clause in both texts, or in one. */
export interface ClausePair {
  readonly left: ClauseText | undefined;
  readonly right: ClauseText | undefined;
  /** Number of the clause in the earlier text when its order among the others has changed. */
  readonly movedFrom: string | null;
}

const akin = 0.5;
/** Comparing the words of everything with everything is quadratic. */
const mostComparisons = 20_000;

/**
 * Finds each clause of the later text in the earlier one: by id, then by family, then by title, then by its words. Each is found
 * once, so a repeated id is two clauses. In the order of the later text; a removed one stands after the one it followed.
 */
export function matchedClauses(left: readonly ClauseText[], right: readonly ClauseText[]): ClausePair[] {
  const found = new Map<number, number>();
  const taken = new Set<number>();
  const match = (isSame: (one: ClauseText, other: ClauseText) => boolean) => {
    for (const [at, clause] of right.entries()) {
      if (found.has(at)) continue;
      const other = left.findIndex((candidate, place) => !taken.has(place) && isSame(candidate, clause));
      if (other < 0) continue;
      found.set(at, other);
      taken.add(other);
    }
  };
  match((one, other) => one.id !== '' && one.id === other.id);
  match((one, other) => one.family !== '' && one.family === other.family);
  match((one, other) => passageKey(one.title) !== '' && passageKey(one.title) === passageKey(other.title));
  const open = { left: left.filter((_, at) => !taken.has(at)), right: right.filter((_, at) => !found.has(at)) };
  if (open.left.length * open.right.length <= mostComparisons) {
    const bags = new Map([...open.left, ...open.right].map((clause) => [clause, bagOf(wordsOf(textOf(clause)))]));
    match((one, other) => similarity(bags.get(one) ?? none, bags.get(other) ?? none) >= akin);
  }
  const inOrder = longestIncreasing(right.map((_, at) => found.get(at)).filter((place) => place !== undefined));
  const pairs: ClausePair[] = right.map((clause, at) => {
    const place = found.get(at);
    const other = place === undefined ? undefined : left[place];
    return { left: other, right: clause, movedFrom: place === undefined || inOrder.has(place) ? null : (other?.number ?? null) };
  });
  return left.reduce((all, clause, place) => (taken.has(place) ? all : withRemoved(all, clause, left[place - 1])), pairs);
}

function withRemoved(pairs: readonly ClausePair[], clause: ClauseText, before: ClauseText | undefined): ClausePair[] {
  const at = before === undefined ? 0 : pairs.findIndex(({ left }) => left === before) + 1;
  return [...pairs.slice(0, at), { left: clause, right: undefined, movedFrom: null }, ...pairs.slice(at)];
}

const none = bagOf([]);
const textOf = ({ title, paragraphs }: ClauseText): string => [title, ...paragraphs.map(({ text }) => text)].join(' ');

/** The members of a longest increasing subsequence: whatever is not in it has moved. */
function longestIncreasing(numbers: readonly number[]): ReadonlySet<number> {
  let best: readonly number[] = [];
  const endingAt: (readonly number[])[] = [];
  for (const [at, number] of numbers.entries()) {
    let before: readonly number[] = [];
    for (const run of endingAt.slice(0, at)) if ((run.at(-1) ?? 0) < number && run.length > before.length) before = run;
    const run = [...before, number];
    endingAt.push(run);
    if (run.length > best.length) best = run;
  }
  return new Set(best);
}
