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
  // One element more for each class: every score is written to both and kept in one, which costs less than a branch on outcomes.
  const room = new Float64Array(scores.length + 2);
  const [high, low] = [room.subarray(0, positiveTotal + 1), room.subarray(positiveTotal + 1)];
  let highs = 0;
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row]!;
    high[highs] = score;
    low[row - highs] = score;
    highs += labels[row]!;
  }
  const spare = new Float64Array(Math.max(positiveTotal, negativeTotal));
  const [sortedHigh, sortedLow] = [ascending(high.subarray(0, positiveTotal), spare), ascending(low.subarray(0, negativeTotal), spare)];
  return { ...merged(sortedHigh, sortedLow, new Uint32Array(room.buffer)), positiveTotal, negativeTotal };
}

/** The counts go where the unsorted scores were: fresh memory costs as much as the merging. */
function merged(high: Float64Array, low: Float64Array, room: Uint32Array): Pick<Ranking, 'positives' | 'negatives'> {
  const positives = room.subarray(0, high.length + low.length);
  const negatives = room.subarray(high.length + low.length);
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
