import { type Bounds, boundsAround, undefinedBounds } from '../statistics/bounds.js';
import type { Figure } from '../statistics/figure.js';

export const estimatedMetrics = ['accuracy', 'precision', 'recall', 'specificity', 'f1', 'auc', 'average-precision'] as const;
export type EstimatedMetric = (typeof estimatedMetrics)[number];

/**
 * A value that outcomes have not confirmed. Nothing that takes a measured figure takes this by mistake, it never decides a breach, and
 * it gives way to the measured value when outcomes arrive.
 */
export interface Estimated {
  readonly kind: 'estimated';
  readonly value: Figure;
  /** How many events it was estimated for. */
  readonly sampleSize: number;
  /** One standard error of sampling; undefined where there is no formula, as for average precision. */
  readonly samplingError: Figure;
  /** The value ± 3 sampling errors within 0 to 1. It covers sampling noise only, neither an error of calibration nor a shift. */
  readonly band: Bounds;
  /** How far the value may lie from the one that every event's own score gives; 0 when that is what it was computed from. */
  readonly bound: number;
}

const bandWidth = 3;

export function estimated(value: Figure, sampleSize: number, samplingError: Figure, bound = 0): Estimated {
  return { kind: 'estimated', value, sampleSize, samplingError, band: bandAround(value, samplingError), bound };
}

export function bandAround(value: Figure, samplingError: Figure): Bounds {
  if (value.value === null) return undefinedBounds(value.reason);
  if (samplingError.value === null) return undefinedBounds(samplingError.reason);
  return boundsAround(value.value, bandWidth * samplingError.value, 0, 1);
}
