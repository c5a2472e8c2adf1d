const shown = 20;

/** ` Did you mean "age"?` when a known name is near enough, else nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  // A name may also be a misspelt beginning: skore of score_v1.
  const distances = known.map((one) => Math.min(distance(name.toLowerCase(), one.toLowerCase()), 1 + distance(name.toLowerCase(), one.slice(0, name.length).toLowerCase())));
  const least = Math.min(...distances);
  return least <= Math.max(1, Math.ceil(name.length / 3)) ? ` Did you mean "${known[distances.indexOf(least)]}"?` : '';
}

/** The names parted by commas, the first of them when there are very many. */
export function listOf(names: readonly string[]): string {
  return names.length <= shown ? names.join(', ') : `${names.slice(0, shown).join(', ')} and ${names.length - shown} more`;
}

/** How many letters must be added, taken away, replaced or swapped with their neighbour (Damerau and Levenshtein, restricted). */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      let least = Math.min(last[column]! + 1, next[column - 1]! + 1, last[column - 1]! + (isSame ? 0 : 1));
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) least = Math.min(least, before[column - 2]! + 1);
      next.push(least);
    }
    before = last;
    last = next;
  }
  return last[to.length]!;
}
