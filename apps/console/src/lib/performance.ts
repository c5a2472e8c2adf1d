import type { PerformanceMetric, PerformanceReport } from '#libs/wire/performance-reports.js';
import { countText } from './figures.ts';
import { utcText } from './report-basis.ts';
import type { FigureUnit } from './report-figures.ts';
import type { TimeBand, TimeLine } from './time-series.ts';

export const metricWords: Readonly<Record<PerformanceMetric, string>> = {
  accuracy: 'Accuracy',
  precision: 'Precision',
  recall: 'Recall',
  f1: 'F1',
  specificity: 'Specificity',
  'balanced-accuracy': 'Balanced accuracy',
  mcc: 'Matthews correlation',
  auc: 'ROC AUC',
  'average-precision': 'Average precision',
  'log-loss': 'Log loss',
  brier: 'Brier score',
  'brier-skill': 'Brier skill',
  'calibration-error': 'Calibration error, bins of equal width',
  'calibration-error-equal-mass': 'Calibration error, bins of equal mass',
  'precision-top-decile': 'Precision in the top tenth',
  'lift-top-decile': 'Lift in the top tenth',
};

const shares: readonly PerformanceMetric[] = ['accuracy', 'precision', 'recall', 'specificity', 'balanced-accuracy', 'precision-top-decile'];

/** Shares of events in percent, as objectives have them; scores of a model as numbers. */
export function metricUnit(metric: PerformanceMetric): FigureUnit {
  if (metric === 'lift-top-decile') return 'times';
  return shares.includes(metric) ? 'share' : 'number';
}

/** What the estimate was fitted on, and what it cannot see. */
export function estimateText(estimate: PerformanceReport['estimate']): string {
  if (!estimate) return 'Nothing is estimated: there are no known outcomes to fit on.';
  return (
    `Estimated (CBPE) from scores alone, fitted on ${countText(estimate.fittedOn, 'event')} with a known outcome, ${utcText(estimate.fittedFrom)} to ${utcText(estimate.fittedTo)}. ` +
    'It is right only while scores and outcomes go together as they did then, and never decides a verdict.'
  );
}

type Series = PerformanceReport['series'][number];

/** The measured line of a series, and the estimated one where there is any. */
export function seriesLines({ points }: Series): readonly TimeLine[] {
  const measured = points.map(({ from, to, measured: { value, low, high } }) => ({ from, to, value, low, high }));
  const estimated = points.map(({ from, to, estimated: figure }) => ({ from, to, value: figure?.value ?? null }));
  const hasEstimate = estimated.some(({ value }) => value !== null);
  return [{ name: 'measured', style: 'measured', points: measured }, ...(hasEstimate ? [{ name: 'estimated', style: 'estimated', points: estimated } as const] : [])];
}

/** Stretches in which outcomes have not had time to arrive, joined where they touch. */
export function immatureBands({ points }: Series): readonly TimeBand[] {
  return points.reduce<readonly TimeBand[]>((bands, { from, to, mature }) => {
    const last = bands.at(-1);
    if (mature) return bands;
    return last?.to === from ? [...bands.slice(0, -1), { ...last, to }] : [...bands, { from, to, kind: 'immature' }];
  }, []);
}
