import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { benjaminiHochberg, bonferroni, holm } from '#libs/measurement/statistics/multiple-testing.js';

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });
const corrections = [
  ['Bonferroni', bonferroni],
  ['Holm', holm],
  ['Benjamini-Hochberg', benjaminiHochberg],
] as const;

describe.each(corrections)('%s', (_, correct) => {
  test('never makes a p-value smaller, keeps their order, and rejects those at most alpha', () => {
    fc.assert(
      fc.property(pValues, (raw) => {
        const { adjusted, rejected } = correct(raw, 0.05);
        for (const [at, p] of raw.entries()) {
          expect(adjusted[at]).toBeGreaterThanOrEqual(p);
          expect(adjusted[at]).toBeLessThanOrEqual(1);
          if (Math.abs(adjusted[at]! - 0.05) > 1e-12) expect(rejected[at]).toBe(adjusted[at]! <= 0.05);
          for (const [other, q] of raw.entries()) if (p < q) expect(adjusted[at]).toBeLessThanOrEqual(adjusted[other]!);
        }
      }),
    );
  });

  test('leaves a single p-value as it is', () => {
    expect(correct([0.03], 0.05)).toEqual({ adjusted: [0.03], rejected: [true] });
  });

  test('of none is none', () => {
    expect(correct([], 0.05)).toEqual({ adjusted: [], rejected: [] });
  });
});

test('Holm rejects what Bonferroni does, Benjamini-Hochberg what Holm does', () => {
  fc.assert(
    fc.property(pValues, (raw) => {
      const [one, two, three] = [bonferroni(raw, 0.05), holm(raw, 0.05), benjaminiHochberg(raw, 0.05)];
      for (const at of raw.keys()) {
        if (one.rejected[at]!) expect(two.rejected[at]).toBe(true);
        if (two.rejected[at]!) expect(three.rejected[at]).toBe(true);
      }
    }),
  );
});

test.each([
  { correct: bonferroni, adjusted: [0.05, 0.05, 0.2, 0.2, 1], rejected: [true, true, false, false, false] },
  { correct: holm, adjusted: [0.05, 0.05, 0.12, 0.12, 0.5], rejected: [true, true, false, false, false] },
  { correct: benjaminiHochberg, adjusted: [0.025, 0.025, 0.05, 0.05, 0.5], rejected: [true, true, true, true, false] },
])('tied p-values: $adjusted', ({ correct, adjusted, rejected }) => {
  const found = correct([0.01, 0.01, 0.04, 0.04, 0.5], 0.05);
  for (const [at, p] of adjusted.entries()) expect(found.adjusted[at]).toBeCloseTo(p, 12);
  expect(found.rejected).toEqual(rejected);
});
