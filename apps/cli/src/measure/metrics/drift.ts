import { type Alarm, alarmOf } from '#libs/measurement/drift/alarm.js';
import { assessColumns, type ColumnMeasure } from '#libs/measurement/drift/assess-columns.js';
import { assessCounts, type Assessment, assessRates } from '#libs/measurement/drift/assessment.js';
import { homogeneity } from '#libs/measurement/drift/homogeneity.js';
import { defaultRule } from '#libs/measurement/drift/rule.js';
import { sortedPair } from '#libs/measurement/drift/sorted-pair.js';
import { wasserstein } from '#libs/measurement/drift/wasserstein.js';
import { shareChart, shareDetails } from '../charts/share-chart.js';
import { type ColumnPair, columnPair, countsOf } from '../columns-pair.js';
import { finding, type Finding, type Reading, reading } from '../finding.js';
import { column } from '../input-flag.js';
import type { Inputs } from '../inputs.js';
import type { Metric } from '../metric.js';
import type { MeasureOptions } from '../options.js';
import { refuse } from '../reading/refuse.js';
import { inWords, number, probability } from '../words.js';

const lines: Readonly<Record<ColumnMeasure, string>> = {
  psi: 'population stability index over the quantiles of the reference, or over categories',
  ks: 'Kolmogorov-Smirnov: largest distance of the two distributions; numbers only',
  wasserstein: 'Wasserstein-1: how far values have moved on average, in their own unit; numbers only',
  'jensen-shannon': 'Jensen-Shannon distance in base 2, 0 to 1',
  'kullback-leibler': 'Kullback-Leibler divergence from reference to current, in nats (kl)',
  hellinger: 'Hellinger distance, 0 to 1',
  'total-variation': 'half the sum of all changes of share, 0 to 1',
  'l-infinity': 'largest change of one share, 0 to 1',
  'chi-square': "chi-square test of homogeneity, with Cramér's V",
};
const measures = Object.keys(lines) as ColumnMeasure[];
/** What the answer of the whole panel rests on, beside the rate of missing cells. */
const deciding = 'psi';

const inputs = [column('reference', { side: 'reference' }), column('current', { side: 'current' })];

export const drift: readonly Metric[] = [
  { name: 'drift', line: `all of them at once, with an answer by ${deciding} and the rate of missing cells`, inputs, options: ['bins', 'level', 'categorical'], compute: panel },
  ...measures.map((measure): Metric => ({ name: measure, line: lines[measure], inputs, options: ['bins', 'level', 'categorical', 'threshold'], compute: (given, options) => single(measure, given, options) })),
];

interface Judged {
  readonly measure: string;
  readonly assessment: Assessment;
  readonly alarm: Alarm;
  readonly threshold: number;
}

function single(measure: ColumnMeasure, given: Inputs, options: MeasureOptions): Finding {
  const pair = pairOf(given, options);
  if (pair.kind === 'categorical' && isOfNumbers(measure)) refuse(`${measure} compares numbers, and ${options.categorical ? '--categorical makes categories of them' : 'a column holds texts'}; psi, jensen-shannon and chi-square compare categories`);
  const judged = judge(measure, pair, options);
  const value = valueOf(measure, pair, options, judged);
  return finding(value, `${inSentence(judged.alarm)}${judged.alarm.sentence}`, {
    answer: judged.alarm.answer,
    figures: { ...(value.figure === judged.assessment.effect.figure ? {} : { effect: effectOf(judged) }), ...evidenceOf(judged) },
    chart: shareChart(pair, options.bins),
    details: { ...ruleOf(judged, options), ...shareDetails(pair, options.bins) },
  });
}

function panel(given: Inputs, options: MeasureOptions): Finding {
  const pair = pairOf(given, options);
  const all = measures.filter((measure) => pair.kind === 'numeric' || !isOfNumbers(measure)).map((measure) => judge(measure, pair, options));
  const missing = missingRate(given, options);
  const decided = all.find(({ measure }) => measure === deciding)!.alarm;
  const answer = missing.alarm.answer === 'alarm' ? 'alarm' : decided.answer;
  const because = missing.alarm.answer === 'alarm' ? missing.alarm : decided;
  return finding(null, `${inSentence(because)}${because.sentence}`, {
    answer,
    figures: Object.fromEntries([...all, missing].map((one) => [one.measure, effectOf(one)])),
    table: {
      head: ['', 'value', 'threshold', 'evidence', 'answer'],
      rows: [...all, missing].map(({ measure, assessment, alarm, threshold }) => [measure, inWords(reading(assessment.effect.figure, 0)), number(threshold), assessment.pValue.value === null ? '' : probability(assessment.pValue.value), alarm.answer.replaceAll('-', ' ')]),
    },
    chart: shareChart(pair, options.bins),
    details: { level: options.level, kind: pair.kind, statistics: [...all, missing].map((one) => ({ measure: one.measure, ...one.assessment.effect.figure, ...ruleOf(one, options) })), ...shareDetails(pair, options.bins) },
  });
}

function pairOf(given: Inputs, { categorical }: MeasureOptions): ColumnPair {
  return columnPair(given.column('reference'), given.column('current'), categorical);
}

function judge(measure: ColumnMeasure, pair: ColumnPair, { bins, level, threshold }: MeasureOptions): Judged {
  const assessment = pair.kind === 'numeric' ? assessColumns([measure], pair.reference, pair.current, bins)[0]! : assessCounts(measure as Exclude<ColumnMeasure, 'ks' | 'wasserstein'>, pair.counts);
  const rule = { ...defaultRule(measure), level, ...(threshold === undefined ? {} : { threshold }) };
  return { measure, assessment, alarm: alarmOf(rule, assessment), threshold: rule.threshold };
}

function missingRate({ samples }: Inputs, { level }: MeasureOptions): Judged {
  const rate = (flag: string) => samples.filter((sample) => sample.flag === flag).map(({ missing, kept }) => ({ successes: missing, total: kept }))[0]!;
  const assessment = assessRates(rate('reference'), rate('current'));
  const rule = { ...defaultRule('rate-difference'), level };
  return { measure: 'missing-rate', assessment, alarm: alarmOf(rule, assessment), threshold: rule.threshold };
}

/** The number that goes by the name of the measure: the distance in the column's own unit, the statistic of the test. The effect that the answer rests on is on a scale without a unit. */
function valueOf(measure: ColumnMeasure, pair: ColumnPair, { bins }: MeasureOptions, { assessment }: Judged): Reading {
  const rows = assessment.referenceRows + assessment.currentRows;
  if (measure === 'wasserstein' && pair.kind === 'numeric') return reading(wasserstein(sortedPair(pair.reference, pair.current)), rows);
  if (measure === 'chi-square' && assessment.effect.figure.value !== null) return reading(homogeneity(countsOf(pair, bins).counts).statistic, rows);
  return reading(assessment.effect.figure, rows);
}

function effectOf({ assessment }: Judged): Reading {
  return reading(assessment.effect.figure, assessment.referenceRows + assessment.currentRows);
}

function evidenceOf({ assessment, alarm }: Judged): Readonly<Record<string, Reading>> {
  const rows = assessment.referenceRows + assessment.currentRows;
  return { 'p-value': reading(assessment.pValue, rows), ...(alarm.limit === null ? {} : { 'no-drift-limit': reading(alarm.limit, rows) }) };
}

function ruleOf({ assessment, alarm, threshold }: Judged, { level }: MeasureOptions) {
  const { test, pValue, referenceRows, currentRows } = assessment;
  return { threshold, level, answer: alarm.answer, test, pValue, limit: alarm.limit, rows: { reference: referenceRows, current: currentRows } };
}

function isOfNumbers(measure: ColumnMeasure): measure is 'ks' | 'wasserstein' {
  return measure === 'ks' || measure === 'wasserstein';
}

function inSentence({ answer }: Alarm): string {
  const verdicts = { alarm: 'Drift. ', 'no-drift': 'No drift. ', 'not-enough-evidence': 'Not enough evidence of drift. ', undefined: '' } as const;
  return verdicts[answer];
}
