import { type BothReferences, type ComparedPassage, comparedPassage } from './passages.js';
import { bagOf, similarity, type WordBag } from './similarity.js';
import { wordsOf } from './tokens.js';

/** A short passage is the same as another by chance. */
const fewestWords = 5;
const akin = 0.8;
/** Comparing the words of everything with everything is quadratic. */
const mostComparisons = 20_000;

interface Loose {
  readonly passage: ComparedPassage;
  readonly key: string;
  readonly bag: WordBag;
}

/**
 * Finds passages that were taken out in one place and put in at another, word for word or nearly. The later place says where it
 * came from, and the earlier one is not a removal any more.
 */
export function withMoves(clauses: readonly (readonly ComparedPassage[])[], references: BothReferences): ComparedPassage[][] {
  const origins = originsOf(clauses.flat());
  const taken = new Set(origins.values());
  return clauses.map((passages) =>
    passages.filter((passage) => !taken.has(passage)).map((passage) => {
      const origin = origins.get(passage);
      return origin === undefined ? passage : comparedPassage(origin.left, passage.right, references, origin.left?.number ?? null);
    }),
  );
}

/** Where each arrival came from; every origin is used once. */
function originsOf(passages: readonly ComparedPassage[]): ReadonlyMap<ComparedPassage, ComparedPassage> {
  const gone = loose(passages, 'removed');
  const come = loose(passages, 'added');
  const isSmall = gone.length * come.length <= mostComparisons;
  const origins = new Map<ComparedPassage, ComparedPassage>();
  const free = new Set(gone);
  const take = (arrival: Loose, origin: Loose | undefined) => {
    if (origin === undefined) return;
    origins.set(arrival.passage, origin.passage);
    free.delete(origin);
  };
  const byKey = Map.groupBy(gone, ({ key }) => key);
  for (const arrival of come) take(arrival, byKey.get(arrival.key)?.find((origin) => free.has(origin)));
  for (const arrival of come) if (isSmall && !origins.has(arrival.passage)) take(arrival, [...free].find(({ bag }) => similarity(bag, arrival.bag) >= akin));
  return origins;
}

function loose(passages: readonly ComparedPassage[], status: 'added' | 'removed'): Loose[] {
  return passages.filter(({ change }) => change.status === status).flatMap((passage) => {
    const words = wordsOf((status === 'added' ? passage.right : passage.left)?.text ?? '');
    return words.length < fewestWords ? [] : [{ passage, key: words.join(' '), bag: bagOf(words) }];
  });
}
