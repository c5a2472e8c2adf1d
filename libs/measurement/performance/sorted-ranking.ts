import type { Ranking } from './ranking.js';

/** The ranking of rows whose scores ascend already. Outcomes are 1, 0, or -1 where not known, which leaves the row out. */
export function rankingOfAscending(scores: Float64Array, outcomes: Int8Array): Ranking {
  const [positives, negatives] = [new Uint32Array(scores.length), new Uint32Array(scores.length)];
  let [distinct, positiveTotal, negativeTotal] = [-1, 0, 0];
  let last = Number.NaN;
  for (let row = scores.length - 1; row >= 0; row--) {
    const outcome = outcomes[row]!;
    if (outcome < 0) continue;
    const score = scores[row]!;
    if (score !== last) distinct++;
    last = score;
    if (outcome === 1) {
      positives[distinct]!++;
      positiveTotal++;
    } else {
      negatives[distinct]!++;
      negativeTotal++;
    }
  }
  return { positives: positives.subarray(0, distinct + 1), negatives: negatives.subarray(0, distinct + 1), positiveTotal, negativeTotal };
}
