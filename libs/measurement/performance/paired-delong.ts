import type { UndefinedReason } from '#libs/wire/figures.js';
import { normalTwoSided } from '../statistics/distributions.js';
import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';
import { ascending, countUpTo } from '../statistics/sorting.js';
import { requireAligned } from './scored-rows.js';

/** Two scores of the same rows, compared by their AUC. */
export interface AucComparison {
  /** AUC of the first score - AUC of the second. */
  readonly difference: Figure;
  readonly z: Figure;
  /** Two-sided. */
  readonly pValue: Figure;
  readonly sampleSize: number;
}

/**
 * DeLong's test whether two scores order the same rows equally well (DeLong, DeLong and Clarke-Pearson 1988): z is the difference of the
 * AUCs over its deviation, from how differently each row adds to the two. Rows that lack a score or the outcome (NaN) are left out.
 * Undefined with one class; z also with fewer than two rows of a class, and where nothing varies, as for a score and itself.
 */
export function comparedAuc(scores: Float64Array, others: Float64Array, outcomes: Float64Array): AucComparison {
  requireAligned(scores, others);
  requireAligned(scores, outcomes);
  const known = outcomes.map((outcome, row) => (Number.isNaN(scores[row]!) || Number.isNaN(others[row]!) ? Number.NaN : outcome));
  const highs = known.reduce((count, outcome) => (outcome === 1 ? count + 1 : count), 0);
  const lows = known.reduce((count, outcome) => (outcome === 1 || Number.isNaN(outcome) ? count : count + 1), 0);
  if (highs === 0 || lows === 0) return undefinedComparison(highs + lows === 0 ? 'no-rows' : 'one-class', highs + lows);

  const one = partsOf(scores, known, highs, lows);
  const two = partsOf(others, known, highs, lows);
  const ofPositives = spreadOf(one.high, two.high);
  const ofNegatives = spreadOf(one.low, two.low);
  const difference = figure(ofPositives.mean);
  if (highs < 2 || lows < 2) return { ...undefinedComparison('too-few-rows', highs + lows), difference };
  const variance = ofPositives.variance / highs + ofNegatives.variance / lows;
  if (variance === 0) return { ...undefinedComparison('constant', highs + lows), difference };
  const z = ofPositives.mean / Math.sqrt(variance);
  return { difference, z: figure(z), pValue: figure(normalTwoSided(z)), sampleSize: highs + lows };
}

/** What each row adds to an AUC: of a positive the share of negatives below it, of a negative the share of positives above it; equals count half. */
function partsOf(scores: Float64Array, known: Float64Array, highs: number, lows: number): { readonly high: Float64Array; readonly low: Float64Array } {
  const [high, low] = [new Float64Array(highs), new Float64Array(lows)];
  let [atHigh, atLow] = [0, 0];
  for (let row = 0; row < known.length; row++) {
    if (Number.isNaN(known[row]!)) continue;
    if (known[row] === 1) high[atHigh++] = scores[row]!;
    else low[atLow++] = scores[row]!;
  }
  const [sortedHigh, sortedLow] = [ascending(high), ascending(low)];
  return { high: high.map((score) => shareBelow(sortedLow, score)), low: low.map((score) => 1 - shareBelow(sortedHigh, score)) };
}

function shareBelow(sorted: Float64Array, value: number): number {
  const upTo = countUpTo(sorted, value);
  const below = upTo > 0 && sorted[upTo - 1] === value ? countBelow(sorted, value, upTo) : upTo;
  return (upTo + below) / 2 / sorted.length;
}

function countBelow(sorted: Float64Array, value: number, upTo: number): number {
  let [from, to] = [0, upTo];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

function spreadOf(one: Float64Array, two: Float64Array): { readonly mean: number; readonly variance: number } {
  let sum = 0;
  for (let row = 0; row < one.length; row++) sum += one[row]! - two[row]!;
  const mean = sum / one.length;
  let squares = 0;
  for (let row = 0; row < one.length; row++) squares += (one[row]! - two[row]! - mean) ** 2;
  return { mean, variance: squares / (one.length - 1) };
}

function undefinedComparison(reason: UndefinedReason, sampleSize: number): AucComparison {
  const none = undefinedFigure(reason);
  return { difference: none, z: none, pValue: none, sampleSize };
}
