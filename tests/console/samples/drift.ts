import type { DriftAnswer, DriftReport, DriftStatistic, PairedHistogram, WatchedColumn } from '#libs/wire/drift-reports.js';
import { basisOf, dayOf, wave } from './basis.ts';

function statistic(measure: DriftStatistic['measure'], value: number | null, answer: DriftAnswer, change: Partial<DriftStatistic> = {}): DriftStatistic {
  return { measure, value, reason: value === null ? 'no-rows' : null, bound: 0, threshold: null, evidence: null, answer, ...change };
}

const deciles: PairedHistogram = {
  edges: [0.08, 0.14, 0.21, 0.28, 0.36, 0.44, 0.53, 0.64, 0.78],
  labels: null,
  reference: Array.from({ length: 10 }, (_, bin) => 3900 + Math.round(wave(bin) * 90)),
  current: [1800, 2300, 2900, 3500, 4100, 4700, 5200, 5600, 5700, 5433],
};

export const scoreColumn: WatchedColumn = {
  key: 'score',
  name: 'Score',
  kind: 'score',
  answer: 'alarm',
  sentence: 'Scores moved: PSI 0.214 is above its threshold of 0.1 and above the 0.0009 that chance alone stays below.',
  reference: { rows: 39_021, missing: 0 },
  current: { rows: 41_233, missing: 12 },
  statistics: [
    statistic('psi', 0.2143, 'alarm', { threshold: 0.1, bound: 0.0007, evidence: { test: 'psi-no-drift-limit', pValue: 0, adjusted: 0, limit: 0.00085 } }),
    statistic('ks', 0.1832, 'alarm', { threshold: 0.1, bound: 0.0042, evidence: { test: 'kolmogorov-limit', pValue: 3.1e-12, adjusted: 1.2e-11, limit: 0.0096 } }),
    statistic('jensen-shannon', 0.1601, 'alarm'),
    statistic('wasserstein', 0.0911, 'alarm'),
  ],
  histogram: deciles,
  recent: [
    { from: dayOf(-60), to: dayOf(-30), answer: 'no-drift' },
    { from: dayOf(-30), to: dayOf(0), answer: 'not-enough-evidence' },
    { from: dayOf(0), to: dayOf(30), answer: 'alarm' },
  ],
};

const rateColumn: WatchedColumn = {
  key: 'decision',
  name: 'Decisions',
  kind: 'decision-rate',
  answer: 'not-enough-evidence',
  sentence: 'The rate of positive decisions changed by 5.1 points, above its threshold; with 118 rows, chance alone explains up to 9.',
  reference: { rows: 39_021, missing: 0 },
  current: { rows: 118, missing: 0 },
  statistics: [statistic('rate-difference', 0.051, 'not-enough-evidence', { threshold: 0.05, evidence: { test: 'two-proportion-z', pValue: 0.24, adjusted: 0.31, limit: 0.09 } })],
  histogram: { edges: [], labels: ['yes', 'no'], reference: [9100, 29_921], current: [34, 84] },
  recent: [{ from: dayOf(0), to: dayOf(30), answer: 'not-enough-evidence' }],
};

const featureColumn: WatchedColumn = {
  key: 'feature:lead source',
  name: 'lead source',
  kind: 'categorical-feature',
  answer: 'no-drift',
  sentence: 'No drift: the largest change of a share is 0.4 points.',
  reference: { rows: 38_990, missing: 31 },
  current: { rows: 41_200, missing: 33 },
  statistics: [
    statistic('chi-square', 3.1, 'no-drift', { evidence: { test: 'chi-square-homogeneity', pValue: 0.68, adjusted: 0.81, limit: 11.07 } }),
    statistic('total-variation', 0.006, 'no-drift', { threshold: 0.1, evidence: { test: 'chi-square-homogeneity', pValue: 0.68, adjusted: 0.81, limit: null } }),
    statistic('l-infinity', 0.004, 'no-drift'),
  ],
  histogram: {
    edges: [],
    labels: ['web form', 'trade fair', 'partner', 'cold call', 'newsletter of the month', 'other'],
    reference: [14_000, 9000, 7000, 5000, 3000, 990],
    current: [14_900, 9500, 7350, 5250, 3190, 1010],
  },
  recent: [{ from: dayOf(0), to: dayOf(30), answer: 'no-drift' }],
};

const constantColumn: WatchedColumn = {
  key: 'feature:plan',
  name: 'plan',
  kind: 'numeric-feature',
  answer: 'undefined',
  sentence: 'Undefined: the reference has always the same value.',
  reference: { rows: 39_021, missing: 0 },
  current: { rows: 0, missing: 41_233 },
  statistics: [statistic('psi', null, 'undefined', { reason: 'constant', threshold: 0.1 }), statistic('ks', null, 'undefined', { reason: 'no-rows', threshold: 0.1 })],
  histogram: null,
  recent: [],
};

export function driftReportOf(change: Partial<DriftReport> = {}): DriftReport {
  return {
    basis: basisOf(),
    baseline: { kind: 'previous', from: dayOf(-30), to: dayOf(0), events: 39_021, excluded: { exclusions: [], minutes: 0, events: 0 }, profile: null },
    measure: 'psi',
    level: 0.05,
    correction: 'benjamini-hochberg',
    persistence: 1,
    columns: [scoreColumn, rateColumn, featureColumn, constantColumn],
    ...change,
  };
}
