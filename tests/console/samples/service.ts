import type { ServicePoint, ServiceReport } from '#libs/wire/service-reports.js';
import { basisOf, dayOf, figureOf, wave } from './basis.ts';

const points: readonly ServicePoint[] = Array.from({ length: 30 }, (_, day) => {
  const isOut = day === 18;
  const events = day === 25 ? 0 : 1350 + Math.round(wave(day) * 220);
  const slow = day >= 12 ? 1.3 : 1;
  const known = (value: number) => (events === 0 ? null : Math.round((value + wave(day * 3) * value * 0.1) * slow * (isOut ? 2.4 : 1)));
  return { from: dayOf(day), to: dayOf(day + 1), events, errors: isOut ? 410 : events === 0 ? 0 : Math.round(4 + wave(day) * 3), p50: known(92), p95: known(180), p99: known(310), withLatency: Math.max(0, events - 8) };
});

const milliseconds = (value: number) => figureOf(value, 40_991, { low: value * 0.985, high: value * 1.02, interval: 'order-statistics-95', bound: value * 0.01 });

export function serviceReportOf(change: Partial<ServiceReport> = {}): ServiceReport {
  return {
    basis: basisOf(),
    availability: [
      { method: 'event-ratio', figure: figureOf(0.98741, 41_233), coverage: 0.9611 },
      { method: 'interval-average', figure: figureOf(0.98902, 720), coverage: 0.9611 },
      { method: 'bad-minutes', figure: figureOf(0.99134, 43_200, { low: null, high: null, interval: null }), coverage: 0.9611 },
      { method: 'all-failed-minutes', figure: figureOf(null, 0, { reason: 'no-rows' }), coverage: null },
    ],
    latency: [
      { percentile: 50, figure: milliseconds(101) },
      { percentile: 95, figure: milliseconds(212) },
      { percentile: 99, figure: milliseconds(395) },
    ],
    attainment: { thresholdMilliseconds: 250, figure: figureOf(0.9671, 40_991) },
    throughput: { meanPerMinute: figureOf(0.954, 41_233, { low: null, high: null, interval: null }), peakPerMinute: 17, peakAt: '2026-11-11T09:31:00.000Z' },
    freshness: { lastEventAt: '2026-11-24T11:58:00.000Z', silentMinutes: 5, longestGapMinutes: 1502, longestGapFrom: '2026-11-18T23:41:00.000Z', silentShare: figureOf(0.0347, 43_200, { low: null, high: null, interval: null }) },
    step: 'day',
    points: [...points],
    versions: [
      { label: 'v1', announced: true, firstSeenAt: '2026-08-01T00:00:00.000Z', lastSeenAt: '2026-11-07T22:10:00.000Z', events: 17_002, points: points.slice(0, 14).map(({ from, to, events }, day) => ({ from, to, events: day > 11 ? Math.round(events / 4) : events })) },
      { label: 'v2', announced: false, firstSeenAt: '2026-11-06T09:12:00.000Z', lastSeenAt: '2026-11-24T11:58:00.000Z', events: 24_231, points: points.slice(12).map(({ from, to, events }) => ({ from, to, events })) },
    ],
    ...change,
  };
}
