import { describe, expect, test } from 'vitest';
import { deltasOf, foldEvent, newFold } from '#libs/measurement/intervals/interval-fold.js';
import { latencyBinOf, latencyUpperEdge } from '#libs/measurement/intervals/latency-bins.js';
import { latencyPercentile } from '#libs/measurement/service/latency.js';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import { vectorCases } from './selection.js';

const hour = Date.UTC(2026, 0, 1);
const vectors = vectorCases('percentiles', 'percentiles');

describe.runIf(vectors !== null)('nearest-rank percentiles equal percentile_disc, rounded up to three significant digits', () => {
  test.each(vectors?.cases ?? [])('$id', ({ inputs, params, expected }) => {
    const fold = newFold();
    for (const ms of vectors!.select(inputs['values']!)) if (typeof ms === 'number') foldEvent(fold, 1, hour, false, false, ms);
    const totals = totalsOf(deltasOf(fold), hour, hour + 3_600_000);
    expect(totals.latencyEvents).toBe(expected['n']);
    for (const share of params['p'] as readonly number[]) {
      const percentile = String(Number((share * 100).toFixed(6)));
      const found = latencyPercentile(totals, percentile)!.ms;
      for (const source of ['inverted_cdf', 'percentile_disc']) {
        const nearest = expected[`${source}.p${percentile}`] as number;
        expect(found, `${source} p${percentile}`).toBe(latencyUpperEdge(latencyBinOf(nearest)));
        expect(found / nearest - 1).toBeLessThan(0.01);
      }
    }
  });
});
