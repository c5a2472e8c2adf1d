import type { UndefinedReason } from '#libs/wire/figures.js';
import { type Figure, figure, quotient, undefinedFigure } from '../statistics/figure.js';
import { type MeasuredFigure, measuredShare } from '../statistics/measured-figure.js';
import { logisticFit } from './logistic-fit.js';
import { noProbabilities } from './proper-scores.js';
import type { ScoredRows } from './scored-rows.js';

/** The mean of the scores; undefined without rows or when it is infinite. */
export function meanScore({ scores }: ScoredRows): Figure {
  return quotient(scoreSum(scores), scores.length, 'no-rows');
}

/** The share of positive outcomes. */
export function observedRate({ scores, positives }: ScoredRows, confidence = 0.95): MeasuredFigure {
  return measuredShare({ successes: positives, total: scores.length }, confidence, 'no-rows');
}

/** Observed / expected positives: below 1 the scores promise too much. Undefined without rows, where a score is no probability, and when all are 0. */
export function observedToExpected(rows: ScoredRows): Figure {
  const reason = noProbabilities(rows);
  return reason === null ? quotient(rows.positives, scoreSum(rows.scores)) : undefinedFigure(reason);
}

/** Outcome ~ intercept + slope × logit(score): a slope of 1 and an intercept of 0 are right, a slope below 1 means scores that are too extreme. */
export interface CalibrationLine {
  readonly intercept: Figure;
  readonly interceptError: Figure;
  readonly slope: Figure;
  /** Standard errors come from the information at the maximum. */
  readonly slopeError: Figure;
}

/**
 * Cox' calibration line by logistic regression (Newton's method). Undefined without rows, with one class, where a score is no probability or
 * is 0 or 1 (its logit is infinite), when all scores are equal, and when a threshold separates the classes (no maximum exists).
 */
export function calibrationLine(rows: ScoredRows): CalibrationLine {
  const logits = logitsOf(rows);
  const reason = noLogits(rows) ?? noSlope(logits, rows.labels);
  if (reason !== null) {
    const none = undefinedFigure(reason);
    return { intercept: none, interceptError: none, slope: none, slopeError: none };
  }
  const { intercept, interceptError, slope, slopeError } = logisticFit(logits, rows.labels, 'line');
  return { intercept: figure(intercept), interceptError: figure(interceptError), slope: figure(slope), slopeError: figure(slopeError) };
}

/** Calibration in the large: the intercept when the slope is kept at 1; 0 when the scores are right on the whole. Undefined as the line is, but for equal or separating scores. */
export function calibrationInTheLarge(rows: ScoredRows): Figure {
  const reason = noLogits(rows);
  return reason === null ? figure(logisticFit(logitsOf(rows), rows.labels, 'offset').intercept) : undefinedFigure(reason);
}

function noLogits(rows: ScoredRows): UndefinedReason | null {
  const reason = noProbabilities(rows);
  if (reason !== null) return reason;
  if (rows.positives === 0 || rows.positives === rows.scores.length) return 'one-class';
  return rows.scores.some((score) => score === 0 || score === 1) ? 'not-finite' : null;
}

function noSlope(logits: Float64Array, labels: Uint8Array): UndefinedReason | null {
  const least = Float64Array.of(Infinity, Infinity);
  const most = Float64Array.of(-Infinity, -Infinity);
  for (let row = 0; row < logits.length; row++) {
    const label = labels[row]!;
    if (logits[row]! < least[label]!) least[label] = logits[row]!;
    if (logits[row]! > most[label]!) most[label] = logits[row]!;
  }
  if (Math.min(least[0]!, least[1]!) === Math.max(most[0]!, most[1]!)) return 'constant';
  return most[0]! <= least[1]! || most[1]! <= least[0]! ? 'separable' : null;
}

function logitsOf({ scores }: ScoredRows): Float64Array {
  return scores.map((score) => Math.log(score / (1 - score)));
}

function scoreSum(scores: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < scores.length; row++) sum += scores[row]!;
  return sum;
}
