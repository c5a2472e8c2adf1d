import { decisionMetric } from '../performance/decisions.js';
import { type BoundedFigure, bounded, undefinedBounded } from '../statistics/bounded-figure.js';
import type { EstimatedMetric } from './estimated.js';
import { type IsotonicMap, valueAt } from './isotonic.js';

/** Events by score bin and decision: `selected[i]` and `unselected[i]` lie in (upperEdges[i-1], upperEdges[i]], the first bin from 0 on. */
export interface BinnedDecisions {
  readonly upperEdges: Float64Array;
  readonly selected: Float64Array;
  readonly unselected: Float64Array;
}

/** What can be estimated from bins; average precision cannot be bounded usefully. */
export const binnedMetrics = ['accuracy', 'precision', 'recall', 'specificity', 'f1', 'auc'] as const satisfies readonly EstimatedMetric[];
export type BinnedMetric = (typeof binnedMetrics)[number];

/** Calibrated probabilities of a bin's events: at its middle, and between which those of its events lie, since calibration rises. */
interface BinProbabilities {
  readonly middle: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
}

/**
 * Expected metrics where each event is taken at the middle of its score bin, each with the most that it can differ from the value that
 * the same calibration gives on the events' own scores.
 */
export function expectedFromBins(calibration: IsotonicMap | null, events: BinnedDecisions): Readonly<Record<BinnedMetric, BoundedFigure>> {
  const probabilities = probabilitiesOf(calibration, events.upperEdges);
  const counts = expectedBetween(events, probabilities);
  const ofCounts = (metric: Exclude<BinnedMetric, 'auc'>): BoundedFigure => {
    const { value, reason } = decisionMetric(metric, counts.middle).figure;
    if (value === null) return undefinedBounded(reason);
    // All five grow with the true positives and fall with the false negatives, whose events are not the same ones.
    const [worst, best] = [decisionMetric(metric, counts.worst).figure.value ?? 0, decisionMetric(metric, counts.best).figure.value ?? 1];
    return bounded(value, Math.max(value - worst, best - value));
  };
  return {
    accuracy: ofCounts('accuracy'),
    precision: ofCounts('precision'),
    recall: ofCounts('recall'),
    specificity: ofCounts('specificity'),
    f1: ofCounts('f1'),
    auc: binnedAuc(events, probabilities),
  };
}

function probabilitiesOf(calibration: IsotonicMap | null, upperEdges: Float64Array): BinProbabilities {
  const at = (score: number): number => (calibration === null ? score : valueAt(calibration, score));
  const lower = (bin: number): number => (bin === 0 ? 0 : upperEdges[bin - 1]!);
  return {
    middle: upperEdges.map((edge, bin) => at((lower(bin) + edge) / 2)),
    least: upperEdges.map((_, bin) => at(lower(bin))),
    most: upperEdges.map((edge) => at(edge)),
  };
}

function expectedBetween({ selected, unselected }: BinnedDecisions, { middle, least, most }: BinProbabilities) {
  const expected = (ofSelected: Float64Array, ofUnselected: Float64Array) => {
    let [truePositive, falsePositive, falseNegative, trueNegative] = [0, 0, 0, 0];
    for (let bin = 0; bin < selected.length; bin++) {
      truePositive += selected[bin]! * ofSelected[bin]!;
      falsePositive += selected[bin]! * (1 - ofSelected[bin]!);
      falseNegative += unselected[bin]! * ofUnselected[bin]!;
      trueNegative += unselected[bin]! * (1 - ofUnselected[bin]!);
    }
    return { truePositive, falsePositive, falseNegative, trueNegative };
  };
  return { middle: expected(middle, middle), worst: expected(least, most), best: expected(most, least) };
}

/**
 * Expected AUC with the events of a bin as ties. Pairs of different bins are ordered for certain; of two events in one bin the higher
 * is the likelier positive, so that their part lies between half the smallest and half the largest product. Numerator and denominator
 * are bounded each by itself, which is on the safe side.
 */
function binnedAuc({ selected, unselected }: BinnedDecisions, { middle, least, most }: BinProbabilities): BoundedFigure {
  const events = selected.map((count, bin) => count + unselected[bin]!);
  const area = orderedPairs(events, middle, middle);
  const total = events.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefinedBounded('no-rows');
  const positives = sumProduct(events, middle);
  const product = positives * (total - positives);
  if (product === 0) return undefinedBounded('one-class');
  const auc = area / product;
  const [fewest, mostPositives] = [sumProduct(events, least), sumProduct(events, most)];
  const ends = [fewest * (total - fewest), mostPositives * (total - mostPositives)];
  const largest = fewest <= total / 2 && mostPositives >= total / 2 ? (total * total) / 4 : Math.max(...ends);
  const low = orderedPairs(events, least, most) / largest;
  const high = Math.min(1, orderedPairs(events, most, least) / Math.min(...ends));
  return bounded(auc, Math.max(auc - low, high - auc));
}

/** Σ over pairs in order of (probability of a positive above) × (probability of a negative below), half of it inside a bin. */
function orderedPairs(events: Float64Array, ofPositive: Float64Array, ofNegative: Float64Array): number {
  let [below, pairs] = [0, 0];
  for (let bin = 0; bin < events.length; bin++) {
    const negatives = events[bin]! * (1 - ofNegative[bin]!);
    pairs += events[bin]! * ofPositive[bin]! * (below + negatives / 2);
    below += negatives;
  }
  return pairs;
}

function sumProduct(one: Float64Array, two: Float64Array): number {
  return one.reduce((sum, value, at) => sum + value * two[at]!, 0);
}
