/** The words of a passage with how often each stands. */
export type WordBag = ReadonlyMap<string, number>;

export function bagOf(words: readonly string[]): WordBag {
  const bag = new Map<string, number>();
  for (const word of words) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

/** Sørensen-Dice over two bags of words: 1 for the same words, 0 for none in common; 1 for two empty ones. */
export function similarity(one: WordBag, other: WordBag): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const [word, count] of small) shared += Math.min(count, large.get(word) ?? 0);
  const all = total(one) + total(other);
  return all === 0 ? 1 : (2 * shared) / all;
}

function total(bag: WordBag): number {
  let sum = 0;
  for (const count of bag.values()) sum += count;
  return sum;
}
