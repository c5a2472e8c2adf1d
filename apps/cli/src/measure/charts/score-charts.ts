import { countsInBins } from '#libs/measurement/drift/bins.js';
import { calibrationBins } from '#libs/measurement/performance/calibration-bins.js';
import type { ScoredRows } from '#libs/measurement/performance/scored-rows.js';
import type { Chart } from '../finding.js';
import { number, percent } from '../words.js';

const bars = 10;

/** Mean score and observed rate side by side, one row for each bin of equal width that has scores. Null where scores are no probabilities. */
export function calibrationChart(rows: ScoredRows, bins: number): Chart | null {
  const found = calibrationDetails(rows, bins).filter(({ rows: count }) => count > 0);
  if (!rows.areProbabilities || found.length === 0) return null;
  return {
    title: 'score against what happened',
    series: ['mean score', 'observed rate'],
    rows: found.map(({ low, high, rows: count, meanScore, rate }) => ({ label: `${number(low)} to ${number(high)}`, values: [meanScore, rate], text: `${percent(rate!)} of ${number(count)}` })),
  };
}

/** The bins (low, high] with their rows; mean score and rate are null in an empty one. */
export function calibrationDetails(rows: ScoredRows, bins: number) {
  const { edges, counts, positives, scoreSums } = calibrationBins(rows, 'equal-width', bins);
  return Array.from(counts, (count, bin) => ({
    low: edges[bin]!,
    high: edges[bin + 1]!,
    rows: count,
    positives: positives[bin]!,
    meanScore: count === 0 ? null : scoreSums[bin]! / count,
    rate: count === 0 ? null : positives[bin]! / count,
  }));
}

/** How the scores of positive and of negative outcomes lie. Null without scores, or when all are equal. */
export function outcomeChart({ scores, labels, positives }: ScoredRows): Chart | null {
  const [low, high] = [scores.reduce((a, b) => Math.min(a, b), Infinity), scores.reduce((a, b) => Math.max(a, b), -Infinity)];
  if (!(low < high) || !Number.isFinite(high - low)) return null;
  const edges = Float64Array.from({ length: bars - 1 }, (_, at) => low + ((high - low) * (at + 1)) / bars);
  const [all, ofPositives] = [countsInBins(scores, edges), countsInBins(scores.filter((_, row) => labels[row] === 1), edges)];
  const negatives = scores.length - positives;
  return {
    title: 'scores of positive and negative outcomes, share of each',
    series: ['positive', 'negative'],
    rows: Array.from(all, (count, bin) => ({
      label: `${number(edges[bin - 1] ?? low)} to ${number(edges[bin] ?? high)}`,
      values: [positives === 0 ? null : ofPositives[bin]! / positives, negatives === 0 ? null : (count - ofPositives[bin]!) / negatives],
      text: number(count),
    })),
  };
}
