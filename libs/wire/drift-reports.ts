import { z } from 'zod';
import { ExcludedTime, ReportBasis, UndefinedReason, reportQuery } from './figures.js';
import { Instant, PeriodInstant, queryNumber } from './scalars.js';
import { TrainingProfile } from './training-profiles.js';

export const driftMeasures = [
  'psi',
  'ks',
  'jensen-shannon',
  'kullback-leibler',
  'wasserstein',
  'hellinger',
  'chi-square',
  'l-infinity',
  'total-variation',
  'rate-difference',
] as const;
export const DriftMeasure = z.enum(driftMeasures).meta({ id: 'DriftMeasure' });
export type DriftMeasure = z.infer<typeof DriftMeasure>;

/** An alarm needs an effect above its threshold and evidence beyond sampling noise; one without the other is not enough. */
export const driftAnswers = ['alarm', 'no-drift', 'not-enough-evidence', 'undefined'] as const;
export const DriftAnswer = z.enum(driftAnswers).meta({ id: 'DriftAnswer' });
export type DriftAnswer = z.infer<typeof DriftAnswer>;

export const DriftStatistic = z
  .object({
    measure: DriftMeasure,
    value: z.number().nullable(),
    reason: UndefinedReason.nullable(),
    bound: z.number(),
    threshold: z.number().nullable().describe('Effect that an alarm needs; null: shown for information'),
    evidence: z
      .object({
        test: z.string().describe('For example psi-no-drift-limit, kolmogorov-limit, chi-square-homogeneity'),
        pValue: z.number().nullable(),
        adjusted: z.number().nullable().describe('After the correction for the number of columns watched'),
        limit: z.number().nullable().describe('Value that chance alone stays below at the level'),
      })
      .nullable(),
    answer: DriftAnswer,
  })
  .meta({ id: 'DriftStatistic' });
export type DriftStatistic = z.infer<typeof DriftStatistic>;

/** Shares of reference and current in the same bins. Numeric: `edges` are the inner borders, first and last bin are open; else `labels` name the categories. */
export const PairedHistogram = z
  .object({ edges: z.array(z.number()), labels: z.array(z.string()).nullable(), reference: z.array(z.number()), current: z.array(z.number()) })
  .meta({ id: 'PairedHistogram' });
export type PairedHistogram = z.infer<typeof PairedHistogram>;

export const watchedKinds = ['score', 'decision-rate', 'outcome-rate', 'missing-rate', 'numeric-feature', 'categorical-feature'] as const;

/** One watched column. `histogram` counts rows; for a rate it has the two labels yes and no. */
export const WatchedColumn = z
  .object({
    key: z.string().describe('score, decision, outcome, feature:age, missing:age'),
    name: z.string(),
    kind: z.enum(watchedKinds),
    answer: DriftAnswer,
    sentence: z.string().describe('The answer in words'),
    reference: z.object({ rows: z.number(), missing: z.number() }),
    current: z.object({ rows: z.number(), missing: z.number() }),
    statistics: z.array(DriftStatistic),
    histogram: PairedHistogram.nullable(),
    recent: z.array(z.object({ from: Instant, to: Instant, answer: DriftAnswer })).describe('Windows of the persistence rule, oldest first; the last is the present one'),
  })
  .meta({ id: 'WatchedColumn' });
export type WatchedColumn = z.infer<typeof WatchedColumn>;

export const corrections = ['none', 'holm', 'benjamini-hochberg'] as const;
export const baselines = ['previous', 'fixed', 'profile'] as const;

/** Which training profile a report compares with: its columns stand in the list of profiles. */
const DeclaredProfile = TrainingProfile.pick({ id: true, version: true, declaredBy: true, declaredAt: true, digest: true }).meta({ id: 'DeclaredProfile' });

export const DriftReport = z
  .object({
    basis: ReportBasis,
    baseline: z.object({
      kind: z.enum(baselines),
      from: Instant.nullable(),
      to: Instant.nullable(),
      events: z.number(),
      excluded: ExcludedTime.nullable().describe('Null for a declared profile, which has no time'),
      profile: DeclaredProfile.nullable(),
    }),
    measure: DriftMeasure.describe('What decides on numeric and categorical columns; rates are decided by their difference'),
    level: z.number().describe('Share of windows without drift in which chance alone may look like it, for example 0.05'),
    correction: z.enum(corrections),
    persistence: z.int().describe('Windows in a row that must alarm'),
    columns: z.array(WatchedColumn),
  })
  .meta({ id: 'DriftReport' });
export type DriftReport = z.infer<typeof DriftReport>;

/** Measures that may decide on a column. */
export const decidingMeasures = ['psi', 'ks', 'jensen-shannon', 'hellinger', 'total-variation', 'wasserstein'] as const satisfies readonly DriftMeasure[];

/** `baseline=fixed` needs both of its times, which no other takes; `previous` is the stretch of the same length before `from`. `baselineVersion` is that of any of them; without it the version of the report. */
export const DriftQuery = z.strictObject({
  ...reportQuery,
  baseline: z.enum(baselines).default('previous'),
  baselineFrom: PeriodInstant.optional(),
  baselineTo: PeriodInstant.optional(),
  baselineVersion: z.string().max(100).optional(),
  measure: z.enum(decidingMeasures).default('psi').describe('ks and wasserstein are of numeric columns; categorical ones are then decided by psi'),
  threshold: queryNumber(z.coerce.number().positive().max(100)).optional().describe('Effect above which the deciding measure may alarm; without it the usual one'),
  correction: z.enum(corrections).default('benjamini-hochberg'),
  persistence: queryNumber(z.coerce.number().int().min(1).max(12)).default(1),
  level: queryNumber(z.coerce.number().min(0.0001).max(0.2)).default(0.05),
});
export type DriftQuery = z.infer<typeof DriftQuery>;
