import { describe, expect, test } from 'vitest';
import { wilson95 } from '#libs/measurement/statistics/proportion.js';
import { isClose, vectorCases } from './selection.js';

const vectors = vectorCases('significance', 'proportion_interval');

describe.runIf(vectors !== null)('Wilson intervals at 95 % equal those of statsmodels', () => {
  const cases = vectors?.cases.filter(({ params }) => params['confidence'] === 0.95) ?? [];

  test('there are cases to compare with', () => {
    expect(cases.length).toBeGreaterThan(5);
  });

  test.each(cases)('$id', ({ params, expected, tolerance }) => {
    const { low, high } = wilson95({ successes: Number(params['successes']), total: Number(params['n']) })!;
    const [expectedLow, expectedHigh] = expected['ci.wilson'] as readonly [number, number];
    expect(isClose(low, expectedLow, tolerance), `${low}`).toBe(true);
    expect(isClose(high, expectedHigh, tolerance), `${high}`).toBe(true);
  });
});
