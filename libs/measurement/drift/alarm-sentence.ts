import type { DriftMeasure } from '#libs/wire/drift-reports.js';
import type { UndefinedReason } from '#libs/wire/figures.js';
import type { Figure } from '../statistics/figure.js';
import type { Assessment } from './assessment.js';
import type { DriftRule } from './rule.js';

/** Why an assessment came to its answer. */
export type AlarmReason = 'beyond-chance' | 'within-threshold' | 'within-chance' | 'too-few-rows' | 'bins-too-coarse' | 'undefined';

const names: Readonly<Record<DriftMeasure, string>> = {
  psi: 'The population stability index',
  ks: 'The Kolmogorov-Smirnov distance',
  'jensen-shannon': 'The Jensen-Shannon distance',
  'kullback-leibler': 'The Kullback-Leibler divergence',
  wasserstein: 'The Wasserstein distance in interquartile ranges',
  hellinger: 'The Hellinger distance',
  'chi-square': "Cramér's V",
  'l-infinity': 'The largest change of a share',
  'total-variation': 'The total variation',
  'rate-difference': 'The change of the rate',
};

const causes: Partial<Record<UndefinedReason, string>> = {
  constant: 'the baseline has a single value, which leaves nothing to compare shares of',
  'not-finite': 'values are infinite, or lie in bins without an end',
  'no-rows': 'there are no rows',
};

/** An answer in words, with the numbers it rests on. */
export function sentenceOf(because: AlarmReason, rule: DriftRule, assessment: Assessment, adjusted: Figure, columns: number): string {
  const { effect, referenceRows, currentRows } = assessment;
  const name = names[rule.measure];
  const above = `${name} is ${short(effect.figure.value)}, above the threshold of ${short(rule.threshold)}`;
  const chance = `p ${adjusted.value !== null && adjusted.value < 0.0001 ? 'below 0.0001' : short(adjusted.value)}${columns > 1 ? ` after correction for ${columns} columns` : ''}`;
  switch (because) {
    case 'beyond-chance':
      return `${above}, and chance alone seldom makes so much (${chance}; at most ${short(rule.level)} is asked for).`;
    case 'within-chance':
      return `${above}, but windows of this size differ as much by chance too often (${chance}; at most ${short(rule.level)} is asked for).`;
    case 'within-threshold':
      return `${name} is ${short(effect.figure.value)}, not above the threshold of ${short(rule.threshold)}.`;
    case 'bins-too-coarse':
      return `${name} lies between ${short(effect.range?.least ?? null)} and ${short(effect.range?.most ?? null)}; the bins are too coarse to tell it from the threshold of ${short(rule.threshold)}.`;
    case 'too-few-rows':
      return `The baseline has ${count(referenceRows)} and the window ${count(currentRows)}; chance and drift are told apart from ${rule.minimumRows} on.`;
    case 'undefined':
      return `${name} is undefined: ${causes[effect.figure.reason ?? 'no-rows'] ?? 'it cannot be computed'}.`;
  }
}

function short(value: number | null): string {
  return value === null ? 'unknown' : String(Number(value.toPrecision(3)));
}

function count(rows: number): string {
  return rows === 1 ? '1 row' : `${rows.toLocaleString('en')} rows`;
}
