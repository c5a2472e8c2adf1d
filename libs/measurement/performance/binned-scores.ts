/**
 * Events of known outcome by score bin: `positives[i]` and `negatives[i]` lie in (upperEdges[i-1], upperEdges[i]], the first bin
 * from 0 on, 0 included. Edges ascend; the last is 1. What is computed from them carries a bound that follows from the bins alone.
 */
export interface BinnedScores {
  readonly upperEdges: Float64Array;
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

/** Calls back for each bin with events, ascending. */
export function eachScoreBin(scores: BinnedScores, take: (low: number, high: number, positives: number, negatives: number) => void): void {
  for (let bin = 0; bin < scores.upperEdges.length; bin++) {
    const positives = scores.positives[bin]!;
    const negatives = scores.negatives[bin]!;
    if (positives === 0 && negatives === 0) continue;
    take(bin === 0 ? 0 : scores.upperEdges[bin - 1]!, scores.upperEdges[bin]!, positives, negatives);
  }
}

export function totalOf(counts: Float64Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
