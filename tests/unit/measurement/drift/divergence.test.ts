import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CountPair, divergence, jensenShannonNatural, psiSmoothed } from '#libs/measurement/drift/divergence.js';
import type { BinnedMeasure } from '#libs/measurement/drift/forms.js';
import { homogeneity } from '#libs/measurement/drift/homogeneity.js';
import { psiNoDriftLimit } from '#libs/measurement/drift/psi-limit.js';
import { type Figure, figure, undefinedFigure } from '#libs/measurement/statistics/figure.js';
import { countPair, countsOf } from './samples.js';

const exchanged = ({ reference, current }: CountPair): CountPair => ({ reference: current, current: reference });
const of = (measure: BinnedMeasure) => (counts: CountPair): Figure => divergence(measure, counts);
const measures: readonly (readonly [string, (counts: CountPair) => Figure, number])[] = [
  ['PSI', of('psi'), Infinity],
  ['PSI with half a row added', (counts) => psiSmoothed(counts, 'add-half'), Infinity],
  ['Jensen-Shannon in base 2', of('jensen-shannon'), 1],
  ['natural Jensen-Shannon', jensenShannonNatural, Math.sqrt(Math.LN2)],
  ['Hellinger', of('hellinger'), 1],
  ['total variation', of('total-variation'), 1],
  ['largest change', of('l-infinity'), 1],
  ["Cramér's V", of('chi-square'), 1],
];

describe.each(measures)('%s', (_, measure, largest) => {
  test('lies between 0 and its largest value, whichever side is the reference', () => {
    fc.assert(
      fc.property(countPair, (counts) => {
        const { value } = measure(counts);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(largest + 1e-12);
        expect(measure(exchanged(counts)).value).toBeCloseTo(value!, 9);
      }),
    );
  });

  test('is 0 of equal shares', () => {
    fc.assert(fc.property(countPair, ({ reference }) => Math.abs(measure({ reference, current: reference }).value!) < 1e-9));
  });

  test('is undefined when a side has no rows', () => {
    expect(measure(countsOf([0, 0], [1, 2]))).toEqual(undefinedFigure('no-rows'));
    expect(measure(countsOf([1, 2], [0, 0]))).toEqual(undefinedFigure('no-rows'));
    expect(measure(countsOf([], []))).toEqual(undefinedFigure('no-rows'));
  });
});

describe('by hand, half and half against a quarter and three quarters', () => {
  const counts = countsOf([50, 50], [25, 75]);
  test.each([
    ['psi' as const, 0.25 * Math.log(3)],
    ['kullback-leibler' as const, 0.5 * Math.log(2) + 0.5 * Math.log(2 / 3)],
    ['hellinger' as const, Math.sqrt(1 - Math.sqrt(0.125) - Math.sqrt(0.375))],
    ['total-variation' as const, 0.25],
    ['l-infinity' as const, 0.25],
    ['chi-square' as const, Math.sqrt(1 / 15)],
  ])('%s', (measure, expected) => {
    expect(divergence(measure, counts).value).toBeCloseTo(expected, 12);
  });

  test("Cramér's V is that of the test of homogeneity", () => {
    fc.assert(
      fc.property(countPair, (pair) => {
        const { cramersV } = homogeneity(pair);
        if (cramersV.value !== null) expect(divergence('chi-square', pair).value).toBeCloseTo(cramersV.value, 12);
      }),
    );
  });

  test('PSI is the sum of both Kullback-Leibler divergences', () => {
    expect(divergence('psi', counts).value).toBeCloseTo(divergence('kullback-leibler', counts).value! + divergence('kullback-leibler', exchanged(counts)).value!, 12);
  });
});

describe('a bin that is empty on one side only', () => {
  const counts = countsOf([40, 60, 0], [50, 25, 25]);

  test('has a share of 0.0001, which the other shares do not make room for', () => {
    expect(divergence('psi', counts).value).toBeCloseTo(0.1 * Math.log(1.25) + 0.35 * Math.log(2.4) + (0.25 - 1e-4) * Math.log(2_500), 12);
  });

  test('makes PSI without smoothing infinite, so undefined', () => {
    expect(psiSmoothed(counts, 'none')).toEqual(undefinedFigure('not-finite'));
  });

  test('leaves the bounded measures as they are', () => {
    expect(divergence('jensen-shannon', countsOf([1, 0], [0, 1]))).toEqual(figure(1));
    expect(divergence('hellinger', countsOf([1, 0], [0, 1]))).toEqual(figure(1));
  });
});

describe('what PSI stays below without drift', () => {
  test('is 0.186 for deciles, 1,000 reference rows and a window of 100', () => {
    expect(psiNoDriftLimit(1_000, 100, 10).value).toBeCloseTo(0.186, 3);
  });

  test('rises with the confidence and the bins, and falls with the rows', () => {
    expect(psiNoDriftLimit(1_000, 100, 10, 0.99).value).toBeGreaterThan(psiNoDriftLimit(1_000, 100, 10).value!);
    expect(psiNoDriftLimit(1_000, 100, 20).value).toBeGreaterThan(psiNoDriftLimit(1_000, 100, 10).value!);
    expect(psiNoDriftLimit(1_000, 200, 10).value).toBeLessThan(psiNoDriftLimit(1_000, 100, 10).value!);
  });

  test('is undefined for one bin, and without rows', () => {
    expect(psiNoDriftLimit(1_000, 100, 1)).toEqual(undefinedFigure('constant'));
    expect(psiNoDriftLimit(0, 100, 10)).toEqual(undefinedFigure('no-rows'));
  });
});
