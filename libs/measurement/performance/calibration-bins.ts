import { quantilesOf } from '../statistics/selection.js';
import type { ScoredRows } from './scored-rows.js';

/** Equal width over 0 to 1, or as many rows in each as far as equal scores allow. They give different numbers: always name the rule. */
export type BinRule = 'equal-width' | 'equal-mass';

/** Scores in bins (edge, next edge]; the first also holds its lower edge. One more edge than bins, one entry of the others for each bin. */
export interface CalibrationBins {
  readonly edges: Float64Array;
  readonly counts: Float64Array;
  readonly positives: Float64Array;
  readonly scoreSums: Float64Array;
}

/** The scores in `bins` bins. Edges: numpy's linspace for equal width, for equal mass the quantiles (linear) at the same steps; none without rows. */
export function calibrationBins({ scores, labels }: ScoredRows, rule: BinRule, bins = 10): CalibrationBins {
  const step = 1 / bins;
  const shares = Array.from({ length: bins + 1 }, (_, bin) => (bin === bins ? 1 : bin * step));
  if (rule === 'equal-width') return filled(scores, labels, Float64Array.from(shares));
  return filled(scores, labels, scores.length === 0 ? new Float64Array(1) : Float64Array.from(quantilesOf(scores, shares)));
}

function filled(scores: Float64Array, labels: Uint8Array, edges: Float64Array): CalibrationBins {
  const bins = edges.length - 1;
  const [counts, positives, scoreSums] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  const [least, scale] = [edges[0]!, bins / (edges[bins]! - edges[0]!)];
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row]!;
    // Where it would be in bins of equal width; the edges decide.
    let bin = Math.min(bins - 1, Math.max(0, ((score - least) * scale) | 0));
    while (bin > 0 && score <= edges[bin]!) bin--;
    while (bin < bins - 1 && score > edges[bin + 1]!) bin++;
    counts[bin]!++;
    positives[bin]! += labels[row]!;
    scoreSums[bin]! += score;
  }
  return { edges, counts, positives, scoreSums };
}
