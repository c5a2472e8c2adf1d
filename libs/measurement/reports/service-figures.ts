import type { ReportFigure } from '#libs/wire/figures.js';
import type { ServicePoint, ServiceReport } from '#libs/wire/service-reports.js';
import { type IntervalSum, eachLatency, minuteMilliseconds } from '../intervals/intervals.js';
import { latencyBins, latencyUpperEdge } from '../intervals/latency-bins.js';
import type { WindowTotals } from '../intervals/window-totals.js';
import { availabilityOf } from '../service/availability.js';
import type { MinuteCounts } from '../service/minute-counts.js';
import { freshnessOfMinutes } from '../service/freshness.js';
import { eventsWithin } from '../service/latency.js';
import { throughputOf } from '../service/throughput.js';
import { totalOf } from '../performance/binned-scores.js';
import { type Bounds, bounds } from '../statistics/bounds.js';
import { figure, undefinedFigure } from '../statistics/figure.js';
import { isEnoughForPercentile, percentileConfidence, rankBounds } from '../statistics/percentile-bounds.js';
import { nearestRank } from '../statistics/percentiles.js';
import { numberOf } from '../statistics/rational.js';
import { ascending } from '../statistics/sorting.js';
import { reported, reportedShare, unreported } from './report-figures.js';
import type { Step } from './steps.js';

const percentiles = [0.5, 0.95, 0.99] as const;

/** A bad minute of the report has more than this percentage of failed events; an interval is an hour. Agreements set their own. */
const badMinutePercent = '5';
const intervalMinutes = 60;

/** Availability by all four methods, side by side, empty minutes left out. */
export function availabilityFigures(totals: WindowTotals): ServiceReport['availability'] {
  return (['event-ratio', 'interval-average', 'bad-minutes', 'all-failed-minutes'] as const).map((method) => {
    const { exact, proportion, coverage } = availabilityOf(
      { availability: method, emptyRule: 'not-measured', errorThreshold: badMinutePercent, minimumRun: 1, intervalMinutes },
      totals,
    );
    const share = exact === null ? undefinedFigure('no-rows') : figure(numberOf(exact) / 100);
    return {
      method,
      figure: proportion === null ? reported(share, { sampleSize: totals.events }) : reportedShare(proportion, 'no-rows'),
      coverage: coverage === null ? null : numberOf(coverage) / 100,
    };
  });
}

/** Nearest-rank percentiles from latency bins, each with its order-statistic interval, and the width of its bin as the bound. */
export function latencyFigures(latency: Float64Array): ServiceReport['latency'] {
  const events = totalOf(latency);
  return percentiles.map((q) => ({ percentile: q * 100, figure: percentileFigure(latency, events, q) }));
}

function percentileFigure(latency: Float64Array, events: number, q: number): ReportFigure {
  if (events === 0) return unreported('no-rows');
  if (!isEnoughForPercentile(events, q)) return unreported('too-few-rows', events);
  const [low, high] = rankBounds(events, q, 0.95);
  const ends: Bounds = bounds(low < 1 ? Number.NaN : edgeAtRank(latency, low), high > events ? Number.NaN : edgeAtRank(latency, high), 'too-few-rows');
  const bin = binAtRank(latency, nearestRank(events, q));
  return reported(figure(latencyUpperEdge(bin)), {
    sampleSize: events,
    interval: { bounds: ends, method: 'order-statistics-95' },
    bound: latencyUpperEdge(bin) - (bin === 0 ? 0 : latencyUpperEdge(bin - 1)),
  });
}

/** The same from every latency itself. */
export function exactLatencyFigures(latencies: Float64Array): ServiceReport['latency'] {
  const sorted = ascending(latencies);
  return percentiles.map((q) => {
    if (sorted.length === 0) return { percentile: q * 100, figure: unreported('no-rows') };
    if (!isEnoughForPercentile(sorted.length, q)) return { percentile: q * 100, figure: unreported('too-few-rows', sorted.length) };
    const value = figure(sorted[nearestRank(sorted.length, q) - 1]!);
    return { percentile: q * 100, figure: reported(value, { sampleSize: sorted.length, interval: { bounds: percentileConfidence(sorted, q, 0.95), method: 'order-statistics-95' } }) };
  });
}

/** The share of events within a threshold in milliseconds; exact, because it has three significant digits. */
export function attainmentFigure(latency: Float64Array, thresholdMilliseconds: number): ReportFigure {
  return reportedShare({ successes: eventsWithin({ latency }, thresholdMilliseconds), total: totalOf(latency) }, 'no-rows');
}

/** Ok events that carry a latency, per latency bin, of several intervals. */
export function latencyCounts(rows: readonly Pick<IntervalSum, 'latency'>[]): Float64Array {
  const counts = new Float64Array(latencyBins);
  for (const row of rows) eachLatency(row.latency, (bin, events) => (counts[bin]! += events));
  return counts;
}

/** One step of the series. A percentile that would be the largest latency is null. */
export function servicePoint({ startMs, endMs, rows }: Step<Pick<IntervalSum, 'events' | 'errors' | 'latency'>>): ServicePoint {
  const latency = latencyCounts(rows);
  const withLatency = totalOf(latency);
  const [p50, p95, p99] = percentiles.map((q) => (isEnoughForPercentile(withLatency, q) ? edgeAtRank(latency, nearestRank(withLatency, q)) : null));
  return {
    from: new Date(startMs).toISOString(),
    to: new Date(endMs).toISOString(),
    events: rows.reduce((sum, { events }) => sum + events, 0),
    errors: rows.reduce((sum, { errors }) => sum + errors, 0),
    p50: p50!,
    p95: p95!,
    p99: p99!,
    withLatency,
  };
}

/** Events a minute, and the busiest minute; undefined where no minute of the window has passed or is left. `startMs` is the window's start, here and below. */
export function throughputFigures(minutes: MinuteCounts, startMs: number): ServiceReport['throughput'] {
  const { meanPerMinute, minutes: measured, peakPerMinute, peakMinute } = throughputOf(minutes);
  return {
    meanPerMinute: reported(meanPerMinute, { sampleSize: measured }),
    peakPerMinute: peakPerMinute.value ?? 0,
    peakAt: peakMinute === null ? null : new Date(startMs + peakMinute * minuteMilliseconds).toISOString(),
  };
}

/** `lastEventMs` is null when the window has no event. */
export function freshnessFigures(minutes: MinuteCounts, startMs: number, maximumGap: number, lastEventMs: number | null): ServiceReport['freshness'] {
  const { longestGap, longestGapFrom, presentSilence, silentShare } = freshnessOfMinutes(minutes, maximumGap);
  return {
    lastEventAt: lastEventMs === null ? null : new Date(lastEventMs).toISOString(),
    silentMinutes: presentSilence,
    longestGapMinutes: longestGap,
    longestGapFrom: longestGapFrom === null ? null : new Date(startMs + longestGapFrom * minuteMilliseconds).toISOString(),
    silentShare: reported(silentShare, { sampleSize: minutes.minuteEvents.length - minutes.excludedMinutes }),
  };
}

function edgeAtRank(latency: Float64Array, rank: number): number {
  return latencyUpperEdge(binAtRank(latency, rank));
}

function binAtRank(latency: Float64Array, rank: number): number {
  let bin = 0;
  for (let seen = latency[0]!; seen < rank; seen += latency[bin]!) bin++;
  return bin;
}
