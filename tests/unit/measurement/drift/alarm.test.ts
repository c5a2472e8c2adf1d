import { describe, expect, test } from 'vitest';
import { alarmOf, alarmsOf } from '#libs/measurement/drift/alarm.js';
import { assessColumns } from '#libs/measurement/drift/assess-columns.js';
import { assessHistograms } from '#libs/measurement/drift/assess-histograms.js';
import { type Assessment, assessCounts, assessRates } from '#libs/measurement/drift/assessment.js';
import { histogramOf } from '#libs/measurement/drift/histogram.js';
import { persistent } from '#libs/measurement/drift/persistence.js';
import { rateDrift } from '#libs/measurement/drift/rates.js';
import { defaultRule } from '#libs/measurement/drift/rule.js';
import { figure, undefinedFigure } from '#libs/measurement/statistics/figure.js';
import { columnOf } from '../statistics/laws.js';
import { countsOf } from './samples.js';

const psi = defaultRule('psi');
const normal = (length: number, seed: number, step = 0): Float64Array => columnOf('of both signs', length, seed).map((value) => value + step);
const assessed = (measure: 'psi' | 'ks' | 'wasserstein', reference: Float64Array, current: Float64Array): Assessment => assessColumns([measure], reference, current)[0]!;

describe('an alarm needs an effect and evidence', () => {
  test('a large shift of many rows: alarm', () => {
    const { answer, because, sentence } = alarmOf(psi, assessed('psi', normal(5_000, 1), normal(2_000, 2, 1)));
    expect([answer, because]).toEqual(['alarm', 'beyond-chance']);
    expect(sentence).toMatch(/^The population stability index is 0\.\d+, above the threshold of 0\.2, and chance alone seldom makes so much \(p below 0\.0001; at most 0\.05 is asked for\)\.$/);
  });

  test('no shift: no drift', () => {
    const { answer, sentence } = alarmOf(psi, assessed('psi', normal(5_000, 1), normal(2_000, 2)));
    expect(answer).toBe('no-drift');
    expect(sentence).toMatch(/^The population stability index is 0\.\d+, not above the threshold of 0\.2\.$/);
  });

  test('an effect that a window of 100 rows shows by chance: not enough evidence, though a fixed threshold of 0.1 would fire', () => {
    const found = alarmOf({ ...psi, threshold: 0.1 }, assessed('psi', normal(1_000, 3), normal(100, 13)));
    expect([found.answer, found.because]).toEqual(['not-enough-evidence', 'within-chance']);
    expect(found.limit!.value).toBeCloseTo(0.186, 3);
    expect(found.sentence).toContain('differ as much by chance too often (p 0.');
  });

  test('evidence of an effect that nobody minds: no drift', () => {
    const assessment = assessed('ks', normal(100_000, 5), normal(100_000, 6, 0.05));
    expect(assessment.pValue.value).toBeLessThan(1e-6);
    expect(alarmOf(defaultRule('ks'), assessment).answer).toBe('no-drift');
  });

  test.each([
    [99, 5_000, 'The baseline has 5,000 rows and the window 99 rows; chance and drift are told apart from 100 on.'],
    [1, 5_000, 'The baseline has 5,000 rows and the window 1 row; chance and drift are told apart from 100 on.'],
    [0, 5_000, 'The baseline has 5,000 rows and the window 0 rows; chance and drift are told apart from 100 on.'],
    [5_000, 20, 'The baseline has 20 rows and the window 5,000 rows; chance and drift are told apart from 100 on.'],
  ])('%d rows against %d: not enough evidence, however far apart', (window, baseline, sentence) => {
    expect(alarmOf(psi, assessed('psi', normal(baseline, 1), normal(window, 2, 50)))).toMatchObject({ answer: 'not-enough-evidence', because: 'too-few-rows', sentence });
  });

  test('an effect equal to the threshold is not above it', () => {
    const assessment = assessRates({ successes: 5_000, total: 10_000 }, { successes: 6_000, total: 10_000 });
    const threshold = assessment.effect.figure.value!;
    expect(alarmOf({ ...defaultRule('rate-difference'), threshold }, assessment).answer).toBe('no-drift');
    expect(alarmOf({ ...defaultRule('rate-difference'), threshold: threshold - 1e-12 }, assessment).answer).toBe('alarm');
  });

  test('a reference of one value leaves nothing to bin: undefined, never no drift; Kolmogorov-Smirnov needs no bins', () => {
    const [constant, varied] = [new Float64Array(500).fill(3), normal(500, 9, 3)];
    expect(alarmOf(psi, assessed('psi', constant, varied))).toMatchObject({
      answer: 'undefined',
      adjusted: undefinedFigure('constant'),
      sentence: 'The population stability index is undefined: the baseline has a single value, which leaves nothing to compare shares of.',
    });
    expect(alarmOf(defaultRule('ks'), assessed('ks', constant, varied)).answer).toBe('alarm');
  });

  test('infinite values leave the Wasserstein distance undefined, and fall into the end bins of the others', () => {
    const infinite = normal(500, 2).map((value, at) => (at < 300 ? Infinity : value));
    expect(alarmOf(defaultRule('wasserstein'), assessed('wasserstein', normal(500, 1), infinite))).toMatchObject({ answer: 'undefined' });
    for (const measure of ['psi', 'ks'] as const) expect(alarmOf(defaultRule(measure), assessed(measure, normal(500, 1), infinite)).answer).toBe('alarm');
  });

  test('a rule judges its own measure only', () => {
    expect(() => alarmOf(psi, assessed('ks', normal(500, 1), normal(500, 2)))).toThrow('a rule on psi cannot judge ks');
  });
});

describe('one wild value among 20,000 of the reference cannot switch an alarm off', () => {
  const reference = columnOf('of both signs', 20_000, 11).map((value) => Math.exp(value));
  const wild = reference.with(7, 1e7);
  const drifted = columnOf('of both signs', 5_000, 12).map((value) => Math.exp(value + 0.45));

  test.each(['psi', 'ks'] as const)('%s', (measure) => {
    const [clean, planted] = [assessed(measure, reference, drifted), assessed(measure, wild, drifted)];
    expect(alarmOf({ ...defaultRule(measure), threshold: 0.1 }, clean).answer).toBe('alarm');
    expect(alarmOf({ ...defaultRule(measure), threshold: 0.1 }, planted).answer).toBe('alarm');
    expect(Math.abs(planted.effect.figure.value! - clean.effect.figure.value!)).toBeLessThan(0.001);
  });

  test('nor the Wasserstein distance, which is divided by the interquartile range', () => {
    expect(alarmOf(defaultRule('wasserstein'), assessed('wasserstein', wild, drifted)).answer).toBe('alarm');
  });
});

describe('categories', () => {
  test('a new category in 3 % of a small window is seen, although few of its rows are expected', () => {
    const { pValue } = assessCounts('chi-square', countsOf([10_000, 10_000, 0], [485, 485, 30]));
    expect(pValue.value).toBeLessThan(1e-30);
  });

  test('one new row in a window of 100 is no evidence', () => {
    expect(assessCounts('psi', countsOf([600, 400, 0], [59, 40, 1])).pValue.value).toBeGreaterThan(0.05);
  });

  test('a single category on both sides: no drift', () => {
    for (const measure of ['psi', 'chi-square', 'l-infinity'] as const) expect(alarmOf(defaultRule(measure), assessCounts(measure, countsOf([500], [400]))).answer).toBe('no-drift');
  });
});

describe('rates', () => {
  test.each([
    { reference: { successes: 100, total: 1_000 }, current: { successes: 130, total: 1_000 }, test: 'two-proportion-z', difference: 0.03, pValue: 0.0355 },
    { reference: { successes: 2, total: 100 }, current: { successes: 9, total: 100 }, test: 'fisher-exact', difference: 0.07, pValue: 0.0583 },
    { reference: { successes: 0, total: 100 }, current: { successes: 0, total: 50 }, test: 'fisher-exact', difference: 0, pValue: 1 },
  ])('$reference.successes of $reference.total against $current.successes of $current.total', ({ reference, current, test: name, difference, pValue }) => {
    const found = rateDrift(reference, current);
    expect(found.test).toBe(name);
    expect(found.difference.value).toBeCloseTo(difference, 12);
    expect(found.pValue.value).toBeCloseTo(pValue, 3);
  });

  test('a fall counts as much as a rise', () => {
    expect(assessRates({ successes: 300, total: 1_000 }, { successes: 100, total: 1_000 }).effect.figure.value).toBeCloseTo(0.2, 12);
  });

  test('without rows on a side: undefined', () => {
    expect(rateDrift({ successes: 0, total: 0 }, { successes: 1, total: 9 })).toMatchObject({ difference: undefinedFigure('no-rows'), pValue: undefinedFigure('no-rows') });
  });
});

describe('many columns watched together', () => {
  const rule = { ...defaultRule('rate-difference'), threshold: 0.01 };
  const moved = (by: number): Assessment => assessRates({ successes: 500, total: 1_000 }, { successes: 500 + by, total: 1_000 });
  const weak = { rule, assessment: moved(45) };
  const strong = { rule, assessment: moved(200) };
  const few = { rule, assessment: assessRates({ successes: 1, total: 10 }, { successes: 9, total: 10 }) };

  test.each([
    ['none' as const, 'alarm'],
    ['holm' as const, 'not-enough-evidence'],
    ['benjamini-hochberg' as const, 'not-enough-evidence'],
  ])('one weak sign among twenty columns, correction %s: %s', (correction, expected) => {
    const alarms = alarmsOf([weak, ...Array.from({ length: 19 }, () => ({ rule, assessment: moved(0) }))], correction);
    expect(weak.assessment.pValue.value).toBeLessThan(0.05);
    expect(alarms[0]!.answer).toBe(expected);
  });

  test('a strong sign stays an alarm, and says how many columns were looked at', () => {
    const alarms = alarmsOf([strong, weak, weak], 'holm');
    expect(alarms[0]!.answer).toBe('alarm');
    expect(alarms[1]!.sentence).toContain('after correction for 3 columns');
  });

  test('columns that cannot be judged do not weaken the others, and stay in their places', () => {
    const alone = alarmOf(rule, weak.assessment);
    const alarms = alarmsOf([few, weak, few], 'holm');
    expect(alarms.map(({ because }) => because)).toEqual(['too-few-rows', 'beyond-chance', 'too-few-rows']);
    expect(alarms[1]!.adjusted).toEqual(alone.adjusted);
  });

  test('Benjamini-Hochberg lets through what Holm does not when many columns move', () => {
    const watched = Array.from({ length: 10 }, () => weak);
    expect(alarmsOf(watched, 'benjamini-hochberg').every(({ answer }) => answer === 'alarm')).toBe(true);
    expect(alarmsOf(watched, 'holm').some(({ answer }) => answer === 'alarm')).toBe(false);
  });

  test('of none is none', () => {
    expect(alarmsOf([], 'holm')).toEqual([]);
  });
});

describe('from bins', () => {
  const [reference, current] = [normal(5_000, 1), normal(5_000, 2, 0.5)];
  const fine = Float64Array.from({ length: 400 }, (_, at) => (at - 200) / 40);
  const coarse = Float64Array.of(-1, 1);

  test('fine bins answer as the rows do', () => {
    for (const measure of ['psi', 'ks'] as const) {
      const rule = { ...defaultRule(measure), threshold: 0.1 };
      const [binned] = assessHistograms([measure], histogramOf(reference, fine), histogramOf(current, fine));
      expect(alarmOf(rule, binned!).answer).toBe('alarm');
      expect(alarmOf(rule, binned!).answer).toBe(alarmOf(rule, assessed(measure, reference, current)).answer);
    }
  });

  test('bins too coarse to tell the value from the threshold say so', () => {
    const [binned] = assessHistograms(['psi'], histogramOf(reference, coarse), histogramOf(current, coarse));
    expect(alarmOf({ ...psi, threshold: 0.25 }, binned!)).toMatchObject({ answer: 'not-enough-evidence', because: 'bins-too-coarse' });
    expect(alarmOf({ ...psi, threshold: 0.25 }, binned!).sentence).toMatch(/^The population stability index lies between [\d.]+ and [\d.]+; the bins are too coarse to tell it from the threshold of 0\.25\.$/);
  });
});

describe('an alarm that has to last', () => {
  test.each([
    { windows: 1, answers: ['alarm', 'no-drift', 'alarm'], expected: ['alarm', 'no-drift', 'alarm'] },
    { windows: 2, answers: ['alarm', 'alarm', 'alarm'], expected: ['not-enough-evidence', 'alarm', 'alarm'] },
    { windows: 3, answers: ['alarm', 'alarm', 'no-drift', 'alarm', 'alarm', 'alarm'], expected: ['not-enough-evidence', 'not-enough-evidence', 'no-drift', 'not-enough-evidence', 'not-enough-evidence', 'alarm'] },
    { windows: 2, answers: ['alarm', 'not-enough-evidence', 'alarm', 'undefined', 'alarm'], expected: ['not-enough-evidence', 'not-enough-evidence', 'not-enough-evidence', 'undefined', 'not-enough-evidence'] },
    { windows: 2, answers: [], expected: [] },
  ] as const)('$windows windows in a row of $answers', ({ windows, answers, expected }) => {
    expect(persistent(answers, windows)).toEqual(expected);
  });
});

test('the p-value of one column by itself is not corrected', () => {
  const assessment = assessRates({ successes: 500, total: 1_000 }, { successes: 545, total: 1_000 });
  expect(alarmOf(defaultRule('rate-difference'), assessment).adjusted).toEqual(figure(assessment.pValue.value!));
});
