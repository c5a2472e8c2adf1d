import type { DriftAnswer, corrections } from '#libs/wire/drift-reports.js';
import { FineprintError } from '#libs/wire/errors.js';
import { type Figure, figure } from '../statistics/figure.js';
import { benjaminiHochberg, holm } from '../statistics/multiple-testing.js';
import type { Assessment } from './assessment.js';
import { type AlarmReason, sentenceOf } from './alarm-sentence.js';
import { psiNoDriftLimit } from './psi-limit.js';
import type { DriftRule } from './rule.js';

export type Correction = (typeof corrections)[number];

export interface Alarm {
  readonly answer: DriftAnswer;
  readonly because: AlarmReason;
  /** The p-value after the correction for the number of columns watched; the plain one without correction. */
  readonly adjusted: Figure;
  /** What the measure stays below without drift at the rule's level; null where the evidence is a p-value only. */
  readonly limit: Figure | null;
  readonly sentence: string;
}

/** A column's rule and what was found. */
export interface Watched {
  readonly rule: DriftRule;
  readonly assessment: Assessment;
}

/** The answer for one column by itself. */
export function alarmOf(rule: DriftRule, assessment: Assessment): Alarm {
  return judged({ rule, assessment }, assessment.pValue, 1);
}

/**
 * The answers for all columns watched together, in their order. With many columns some look like drift by chance: Holm keeps the chance of
 * even one such alarm at the level, Benjamini-Hochberg the share of such alarms among all. Columns that cannot be judged do not count.
 */
export function alarmsOf(watched: readonly Watched[], correction: Correction): Alarm[] {
  const judgeable = watched.filter(hasEvidence).map(({ assessment }) => assessment.pValue.value!);
  const corrected = adjust(judgeable, correction);
  let next = 0;
  return watched.map((one) => judged(one, hasEvidence(one) ? figure(corrected[next++]!) : one.assessment.pValue, correction === 'none' ? 1 : judgeable.length));
}

function adjust(pValues: readonly number[], correction: Correction): readonly number[] {
  // The level is each rule's own; adjusted p-values do not depend on it.
  switch (correction) {
    case 'none':
      return pValues;
    case 'holm':
      return holm(pValues, 0).adjusted;
    case 'benjamini-hochberg':
      return benjaminiHochberg(pValues, 0).adjusted;
  }
}

function hasEvidence({ rule, assessment }: Watched): boolean {
  return hasRows(rule, assessment) && assessment.effect.range !== null && assessment.pValue.value !== null;
}

function hasRows({ minimumRows }: DriftRule, { referenceRows, currentRows }: Assessment): boolean {
  return Math.min(referenceRows, currentRows) >= minimumRows;
}

function judged({ rule, assessment }: Watched, adjusted: Figure, columns: number): Alarm {
  if (rule.measure !== assessment.measure) throw new FineprintError('INTERNAL', `a rule on ${rule.measure} cannot judge ${assessment.measure}`);
  const because = reasonOf(rule, assessment, adjusted);
  const { referenceRows, currentRows, occupied } = assessment;
  const limit = rule.measure === 'psi' ? psiNoDriftLimit(referenceRows, currentRows, occupied, 1 - rule.level) : null;
  return { answer: answers[because], because, adjusted, limit, sentence: sentenceOf(because, rule, assessment, adjusted, columns) };
}

const answers: Readonly<Record<AlarmReason, DriftAnswer>> = {
  'beyond-chance': 'alarm',
  'within-threshold': 'no-drift',
  'within-chance': 'not-enough-evidence',
  'too-few-rows': 'not-enough-evidence',
  'bins-too-coarse': 'not-enough-evidence',
  undefined: 'undefined',
};

function reasonOf(rule: DriftRule, assessment: Assessment, adjusted: Figure): AlarmReason {
  const { range } = assessment.effect;
  if (!hasRows(rule, assessment)) return 'too-few-rows';
  if (range === null) return 'undefined';
  if (range.most <= rule.threshold) return 'within-threshold';
  if (range.least <= rule.threshold) return 'bins-too-coarse';
  return adjusted.value !== null && adjusted.value <= rule.level ? 'beyond-chance' : 'within-chance';
}
