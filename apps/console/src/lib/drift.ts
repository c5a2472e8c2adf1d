import type { DriftAnswer, DriftMeasure, DriftReport, WatchedColumn } from '#libs/wire/drift-reports.js';
import { countText } from './figures.ts';
import { excludedText, utcText } from './report-basis.ts';
import { profileName } from './training-profiles.ts';

/** What a drift report takes beside period, version and source. */
export const driftNames = ['baseline', 'baselineFrom', 'baselineTo', 'baselineVersion', 'measure', 'threshold', 'correction', 'level', 'persistence'] as const;

export type AnswerShape = 'alarm' | 'level' | 'hatched' | 'struck';

/** How an answer about drift looks: a word, a shape and a tone; never the tone alone. */
export interface AnswerLook {
  readonly word: string;
  readonly shape: AnswerShape;
  readonly tone: 'met' | 'breached' | 'insufficient' | 'none';
}

const looks: Readonly<Record<DriftAnswer, AnswerLook>> = {
  alarm: { word: 'Alarm', shape: 'alarm', tone: 'breached' },
  'no-drift': { word: 'No drift', shape: 'level', tone: 'met' },
  'not-enough-evidence': { word: 'Not enough evidence', shape: 'hatched', tone: 'insufficient' },
  undefined: { word: 'Undefined', shape: 'struck', tone: 'none' },
};

export function answerLook(answer: DriftAnswer): AnswerLook {
  return looks[answer];
}

export const kindWords: Readonly<Record<WatchedColumn['kind'], string>> = {
  score: 'Score',
  'decision-rate': 'Rate of positive decisions',
  'outcome-rate': 'Rate of positive outcomes',
  'missing-rate': 'Rate of missing values',
  'numeric-feature': 'Numeric feature',
  'categorical-feature': 'Categorical feature',
};

export const measureWords: Readonly<Record<DriftMeasure, string>> = {
  psi: 'Population stability index',
  ks: 'Kolmogorov-Smirnov',
  'jensen-shannon': 'Jensen-Shannon distance',
  'kullback-leibler': 'Kullback-Leibler divergence',
  wasserstein: 'Wasserstein-1 distance',
  hellinger: 'Hellinger distance',
  'chi-square': 'Chi-square',
  'l-infinity': 'Largest change of a share',
  'total-variation': 'Total variation',
  'rate-difference': 'Difference of the rates',
};

export const correctionWords: Readonly<Record<DriftReport['correction'], string>> = {
  none: 'no correction',
  holm: 'Holm',
  'benjamini-hochberg': 'Benjamini-Hochberg',
};

export const baselineWords: Readonly<Record<DriftReport['baseline']['kind'], string>> = {
  previous: 'the period before, of the same length',
  fixed: 'a fixed period',
  profile: 'the declared training profile',
};

/** What the present period is compared with, in a sentence. */
export function baselineText({ baseline }: Pick<DriftReport, 'baseline'>): string {
  const span = baseline.from && baseline.to ? `, ${utcText(baseline.from)} to ${utcText(baseline.to)} UTC` : '';
  const by = baseline.profile ? ` ${profileName(baseline.profile)}` : '';
  return `Compared with ${baselineWords[baseline.kind]}${span}${by}: ${countText(baseline.events, baseline.profile ? 'row' : 'event')}.${baseline.excluded === null ? '' : excludedText(baseline.excluded)}`;
}

/** When an answer is an alarm, in a sentence. */
export function ruleText({ measure, level, correction, persistence }: Pick<DriftReport, 'measure' | 'level' | 'correction' | 'persistence'>): string {
  const percent = Number((level * 100).toPrecision(6));
  const many = correction === 'none' ? 'not corrected for the number of columns' : `corrected for the number of columns (${correctionWords[correction]})`;
  const windows = persistence === 1 ? '' : `, in ${persistence} periods in a row`;
  return `An alarm needs an effect above its threshold (${measureWords[measure].toLowerCase()}; of rates, their difference) and evidence beyond chance at a level of ${percent}\u00A0%, ${many}${windows}.`;
}

const order: readonly DriftAnswer[] = ['alarm', 'not-enough-evidence', 'undefined', 'no-drift'];

/** How many columns have which answer, alarms first. */
export function answerTally(columns: readonly Pick<WatchedColumn, 'answer'>[]): readonly { readonly answer: DriftAnswer; readonly count: number }[] {
  return order.map((answer) => ({ answer, count: columns.filter((column) => column.answer === answer).length })).filter(({ count }) => count > 0);
}

/** "2 alarms", "9 no drift". */
export function tallyText(answer: DriftAnswer, count: number): string {
  return answer === 'alarm' ? countText(count, 'alarm') : `${count} ${looks[answer].word.toLowerCase()}`;
}

/** Fragment of a column's section. A feature may be called anything; an id has no spaces. */
export function columnAnchor(key: string): string {
  return `column-${encodeURIComponent(key)}`;
}

/** The first statistic that decides, else the first of all: what a line about the column names. */
export function leadStatistic({ statistics }: Pick<WatchedColumn, 'statistics'>): WatchedColumn['statistics'][number] | undefined {
  return statistics.find(({ threshold }) => threshold !== null) ?? statistics[0];
}

/** How evidence was tested: "kolmogorov-limit" reads as "Kolmogorov limit". */
export function testName(test: string): string {
  const words = test.replaceAll('-', ' ').replace(/^psi\b/, 'PSI').replace(/^ks\b/, 'KS');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
