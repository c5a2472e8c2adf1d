import type { UndefinedReason } from '#libs/wire/figures.js';
import { type Bounds, undefinedBounds } from './bounds.js';
import { type Figure, quotient, undefinedFigure } from './figure.js';
import type { Proportion } from './proportion.js';
import { wilson } from './proportion-bounds.js';

/** A figure that never goes without its sample size and, where one is known, its interval of confidence. */
export interface MeasuredFigure {
  readonly figure: Figure;
  readonly sampleSize: number;
  readonly bounds: Bounds;
  /** How the interval was made, for example `wilson-95`. */
  readonly interval: string;
}

/** A proportion with its Wilson interval; undefined for `reason` without a trial. */
export function measuredShare(proportion: Proportion, confidence: number, reason: UndefinedReason = 'zero-denominator'): MeasuredFigure {
  if (proportion.total === 0) return undefinedMeasure(reason, 'wilson', confidence);
  return {
    figure: quotient(proportion.successes, proportion.total),
    sampleSize: proportion.total,
    bounds: wilson(proportion, confidence),
    interval: intervalName('wilson', confidence),
  };
}

export function undefinedMeasure(reason: UndefinedReason, method: string, confidence: number, sampleSize = 0): MeasuredFigure {
  return { figure: undefinedFigure(reason), sampleSize, bounds: undefinedBounds(reason), interval: intervalName(method, confidence) };
}

/** `wilson-95`, `delong-99.5`. */
export function intervalName(method: string, confidence: number): string {
  return `${method}-${Number((confidence * 100).toPrecision(6))}`;
}
