import type { UndefinedReason } from '#libs/wire/figures.js';
import { boundsAround } from '../statistics/bounds.js';
import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';
import { type MeasuredFigure, intervalName, undefinedMeasure } from '../statistics/measured-figure.js';
import { criticalZ } from '../statistics/proportion-bounds.js';
import type { ScoredRows } from './scored-rows.js';

/** Probabilities are kept this far from 0 and 1 before their logarithm is taken: the distance of doubles above 1, as scikit-learn does. */
const clip = 2 ** -52;

/**
 * The Brier score, mean (p - y)², 0 (right and certain) to 1, with the interval of a mean in large samples. Undefined without rows and
 * where a score is no probability.
 */
export function brierScore(rows: ScoredRows, confidence = 0.95): MeasuredFigure {
  const { scores, labels } = rows;
  let [sum, squares] = [0, 0];
  for (let row = 0; row < scores.length; row++) {
    const distance = scores[row]! - labels[row]!;
    const loss = distance * distance;
    sum += loss;
    squares += loss * loss;
  }
  return meanLoss(rows, sum, squares, 1, confidence);
}

/** Log loss, mean -ln(probability given to what happened), in nats, with the interval of a mean. Undefined as the Brier score is. */
export function logLoss(rows: ScoredRows, confidence = 0.95): MeasuredFigure {
  const { scores, labels } = rows;
  let [sum, squares] = [0, 0];
  for (let row = 0; row < scores.length; row++) {
    const score = Math.min(1 - clip, Math.max(clip, scores[row]!));
    const loss = -Math.log(labels[row] === 1 ? score : 1 - score);
    sum += loss;
    squares += loss * loss;
  }
  return meanLoss(rows, sum, squares, Infinity, confidence);
}

/** The Brier score of always saying the observed rate r, r (1 - r); undefined without rows. Murphy calls it the uncertainty. */
export function brierReference({ scores, positives }: ScoredRows): Figure {
  if (scores.length === 0) return undefinedFigure('no-rows');
  const rate = positives / scores.length;
  return figure(rate * (1 - rate));
}

/** Brier skill, 1 - Brier / reference: above 0 better than always saying the observed rate. Undefined with one class, and as Brier is. */
export function brierSkill(rows: ScoredRows): Figure {
  const brier = brierScore(rows).figure;
  const reference = brierReference(rows).value;
  if (brier.value === null || reference === null) return brier;
  return reference === 0 ? undefinedFigure('one-class') : figure(1 - brier.value / reference);
}

/** Why scores cannot be judged as probabilities; null when they can. */
export function noProbabilities({ scores, areProbabilities }: ScoredRows): UndefinedReason | null {
  if (scores.length === 0) return 'no-rows';
  return areProbabilities ? null : 'not-probabilities';
}

function meanLoss(rows: ScoredRows, sum: number, squares: number, most: number, confidence: number): MeasuredFigure {
  const sampleSize = rows.scores.length;
  const reason = noProbabilities(rows);
  if (reason !== null) return undefinedMeasure(reason, 'normal', confidence, sampleSize);
  const mean = sum / sampleSize;
  const variance = Math.max(0, squares / sampleSize - mean * mean) / Math.max(1, sampleSize - 1);
  const few = undefinedFigure('too-few-rows');
  return {
    figure: figure(mean),
    sampleSize,
    bounds: sampleSize < 2 ? { low: few, high: few } : boundsAround(mean, criticalZ(confidence) * Math.sqrt(variance), 0, most),
    interval: intervalName('normal', confidence),
  };
}
