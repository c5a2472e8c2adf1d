import { confusionOf } from '#libs/measurement/performance/confusion.js';
import { type DecisionMetric, decisionMetric, decisionMetrics } from '#libs/measurement/performance/decisions.js';
import type { Confusion } from '#libs/measurement/intervals/intervals.js';
import { finding, type Finding, readingOf, type TextTable } from '../finding.js';
import type { Inputs } from '../inputs.js';
import { column } from '../input-flag.js';
import type { Metric } from '../metric.js';
import type { MeasureOptions } from '../options.js';
import { inWords, number, percent, reasonInWords } from '../words.js';

/** What the share is of, as a sentence around it. */
const sentences: Readonly<Record<DecisionMetric, (share: string) => string>> = {
  accuracy: (share) => `${share} of the decisions were right.`,
  precision: (share) => `${share} of the positive decisions were right.`,
  recall: (share) => `${share} of the positive outcomes were decided positively.`,
  specificity: (share) => `${share} of the negative outcomes were decided negatively.`,
  'negative-predictive-value': (share) => `${share} of the negative decisions were right.`,
  'false-positive-rate': (share) => `${share} of the negative outcomes were decided positively.`,
  'false-negative-rate': (share) => `${share} of the positive outcomes were decided negatively.`,
  prevalence: (share) => `${share} of the outcomes were positive.`,
  'selection-rate': (share) => `${share} of the decisions were positive.`,
  f1: (share) => `F1, the harmonic mean of precision and recall, is ${share}.`,
  'balanced-accuracy': (share) => `The mean of recall and specificity is ${share}.`,
  mcc: (value) => `The correlation of decisions and outcomes is ${value}; 0 is chance, 1 is always right.`,
};

const lines: Readonly<Record<DecisionMetric, string>> = {
  accuracy: 'share of decisions that were right',
  precision: 'share of positive decisions that were right',
  recall: 'share of positive outcomes that were decided positively',
  specificity: 'share of negative outcomes that were decided negatively',
  'negative-predictive-value': 'share of negative decisions that were right',
  'false-positive-rate': 'share of negative outcomes that were decided positively',
  'false-negative-rate': 'share of positive outcomes that were decided negatively',
  prevalence: 'share of outcomes that were positive',
  'selection-rate': 'share of decisions that were positive, where the outcome is known',
  f1: 'harmonic mean of precision and recall',
  'balanced-accuracy': 'mean of recall and specificity',
  mcc: "Matthews' correlation of decisions and outcomes",
};

export const decisions: readonly Metric[] = decisionMetrics.map((name) => ({
  name,
  line: lines[name],
  inputs: [column('labels'), column('decisions')],
  options: ['positive'],
  compute: (inputs, options) => decided(name, inputs, options),
}));

function decided(name: DecisionMetric, inputs: Inputs, { positive }: MeasureOptions): Finding {
  const notes: string[] = [];
  const { counts, dropped } = confusionOf(inputs.classes('decisions', positive, notes), inputs.classes('labels', positive, notes));
  if (dropped > 0) notes.push(`${number(dropped)} rows lack the outcome or the decision and are left out.`);
  const value = readingOf(decisionMetric(name, counts));
  const sentence = value.figure.value === null ? `${name} is undefined: ${reasonInWords(value.figure.reason)}.` : sentences[name](inWords(value, name === 'mcc' ? number : percent));
  return finding(value, sentence, { notes, table: confusionTable(counts), details: { confusion: counts, dropped } });
}

function confusionTable({ truePositive, falsePositive, falseNegative, trueNegative }: Confusion): TextTable {
  return {
    head: ['', 'outcome positive', 'outcome negative'],
    rows: [
      ['decided positive', number(truePositive), number(falsePositive)],
      ['decided negative', number(falseNegative), number(trueNegative)],
    ],
  };
}
