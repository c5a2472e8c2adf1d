import { type CellTotals, type SliceTotals, cellTotalsOf, scoreCounts, slicesOf } from '../intervals/histograms.js';
import { type OutcomeState, binSpace, featureKey } from '../intervals/interval-keys.js';
import { scoreBins, scoreUpperEdges } from '../intervals/score-bins.js';
import { type SparseCounts, countsBetween, decodeCounts, sumOfCounts } from '../intervals/sparse-counts.js';
import type { BinnedScores } from '../performance/binned-scores.js';

const edges = scoreUpperEdges();

/** What the same column of several intervals adds up to. */
export function addedUp(encoded: readonly Uint8Array[]): SparseCounts {
  return sumOfCounts(encoded.map(decodeCounts));
}

export function cellsOf(counters: readonly Uint8Array[]): CellTotals {
  return cellTotalsOf(addedUp(counters));
}

export function slicesIn(slices: readonly Uint8Array[]): ReadonlyMap<number, SliceTotals> {
  return slicesOf(addedUp(slices));
}

/** Scored events of known outcome. */
export function knownScores(scores: SparseCounts): BinnedScores {
  return { upperEdges: edges, positives: scoreCounts(scores, 'positive'), negatives: scoreCounts(scores, 'negative') };
}

/** Every scored event, as if none was positive: for counting only. */
export function everyScore(scores: SparseCounts): BinnedScores {
  return { upperEdges: edges, positives: new Float64Array(scoreBins), negatives: scoreCounts(scores, 'all') };
}

/** One feature's bins over the `features` of intervals of the same version; keys of the answer are bins. */
export function featureBinsIn(features: readonly SparseCounts[], position: number, state: OutcomeState): SparseCounts {
  const first = featureKey(position, state);
  const { keys, counts } = sumOfCounts(features.map((one) => countsBetween(one, first, first + binSpace)));
  return { keys: keys.map((key) => key - first), counts };
}
