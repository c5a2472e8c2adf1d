import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';
import type { MinuteCounts } from './minute-counts.js';

/** How many events came, over how many minutes. Per second is the mean within a minute, which is the finest that is kept. */
export interface Throughput {
  readonly events: number;
  /** Minutes that are not excluded. */
  readonly minutes: number;
  readonly meanPerMinute: Figure;
  readonly meanPerSecond: Figure;
  readonly peakPerMinute: Figure;
  readonly peakPerSecond: Figure;
  /** The first of the busiest minutes, counted from the window's start; null without an event. */
  readonly peakMinute: number | null;
}

/** Throughput of a window from the events of each of its minutes, in order; undefined where no minute is left to measure. */
export function throughputOf({ minuteEvents, excludedMinutes }: Pick<MinuteCounts, 'minuteEvents' | 'excludedMinutes'>): Throughput {
  const minutes = minuteEvents.length - excludedMinutes;
  let [events, peak] = [0, 0];
  let peakMinute: number | null = null;
  for (let minute = 0; minute < minuteEvents.length; minute++) {
    const count = minuteEvents[minute]!;
    events += count;
    if (count <= peak) continue;
    peak = count;
    peakMinute = minute;
  }
  const rate = (value: number): Figure => (minutes === 0 ? undefinedFigure('no-rows') : figure(value));
  return {
    events,
    minutes,
    meanPerMinute: rate(events / minutes),
    meanPerSecond: rate(events / minutes / 60),
    peakPerMinute: rate(peak),
    peakPerSecond: rate(peak / 60),
    peakMinute,
  };
}
