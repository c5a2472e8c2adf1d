import type { DriftMeasure } from '#libs/wire/drift-reports.js';

/** When a column has drifted: the effect is above the threshold, and chance explains one as large in at most `level` of windows. */
export interface DriftRule {
  readonly measure: DriftMeasure;
  readonly threshold: number;
  /** Share of windows without drift in which chance alone may look like evidence, for example 0.05. */
  readonly level: number;
  /** Rows that both sides must have before chance and drift are told apart at all. */
  readonly minimumRows: number;
}

/**
 * Thresholds in use where an agreement names none: PSI above 0.2 is the usual "significant shift" of credit scoring; the others are what
 * monitoring tools start from. Wasserstein is in interquartile ranges of the reference, chi-square is Cramér's V.
 */
const defaultThresholds: Readonly<Record<DriftMeasure, number>> = {
  psi: 0.2,
  ks: 0.1,
  'jensen-shannon': 0.1,
  'kullback-leibler': 0.1,
  wasserstein: 0.1,
  hellinger: 0.1,
  'chi-square': 0.1,
  'l-infinity': 0.1,
  'total-variation': 0.1,
  'rate-difference': 0.05,
};

export function defaultRule(measure: DriftMeasure): DriftRule {
  return { measure, threshold: defaultThresholds[measure], level: 0.05, minimumRows: 100 };
}
