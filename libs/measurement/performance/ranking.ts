import { ascending } from '../statistics/sorting.js';
import type { ScoredRows } from './scored-rows.js';

/**
 * How outcomes lie along the scores: for each distinct score, from the highest to the lowest, how many positives and negatives have it.
 */
export interface Ranking {
  readonly positives: Uint32Array;
  readonly negatives: Uint32Array;
  readonly positiveTotal: number;
  readonly negativeTotal: number;
}

/** Sorts the scores of both classes by themselves and merges them, so that no index is sorted. */
export function rankingOf({ scores, labels, positives: positiveTotal }: ScoredRows): Ranking {
  const negativeTotal = scores.length - positiveTotal;
  // Each score is written to both and kept in one: a branch on outcomes that nobody can foresee costs more.
  const [high, low] = [new Float64Array(positiveTotal + 1), new Float64Array(negativeTotal + 1)];
  let highs = 0;
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row]!;
    high[highs] = score;
    low[row - highs] = score;
    highs += labels[row]!;
  }
  return { ...merged(ascending(high.subarray(0, positiveTotal)), ascending(low.subarray(0, negativeTotal))), positiveTotal, negativeTotal };
}

function merged(high: Float64Array, low: Float64Array): Pick<Ranking, 'positives' | 'negatives'> {
  const positives = new Uint32Array(high.length + low.length);
  const negatives = new Uint32Array(high.length + low.length);
  let [atHigh, atLow, distinct] = [high.length - 1, low.length - 1, 0];
  while (atHigh >= 0 || atLow >= 0) {
    const score = atHigh >= 0 && (atLow < 0 || high[atHigh]! >= low[atLow]!) ? high[atHigh]! : low[atLow]!;
    const [fromHigh, fromLow] = [atHigh, atLow];
    while (atHigh >= 0 && high[atHigh] === score) atHigh--;
    while (atLow >= 0 && low[atLow] === score) atLow--;
    positives[distinct] = fromHigh - atHigh;
    negatives[distinct] = fromLow - atLow;
    distinct++;
  }
  return { positives: positives.subarray(0, distinct), negatives: negatives.subarray(0, distinct) };
}
