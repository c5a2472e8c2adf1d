import { minuteMilliseconds } from '#libs/measurement/intervals/intervals.js';
import { presentOf } from '#libs/measurement/drift/present.js';
import { freshnessOfTimes } from '#libs/measurement/service/freshness.js';
import { minuteCountsOf } from '#libs/measurement/service/minute-counts.js';
import { throughputOf } from '#libs/measurement/service/throughput.js';
import { figure, undefinedFigure } from '#libs/measurement/statistics/figure.js';
import { ascending } from '#libs/measurement/statistics/sorting.js';
import { finding, type Finding, reading } from '../finding.js';
import { column } from '../input-flag.js';
import type { Inputs } from '../inputs.js';
import type { Metric } from '../metric.js';
import { windowOf } from '../window.js';
import { inWords, number, percent } from '../words.js';

const inputs = [column('times', { kind: 'instants' })];

/** How much comes in, and whether it stopped. The window goes from the first event to the last. */
export const traffic: readonly Metric[] = [
  {
    name: 'throughput',
    line: 'events per minute: mean and peak',
    inputs,
    options: [],
    compute: (given) => {
      const { times, notes } = timesOf(given);
      if (times.length === 0) return nothing('throughput', notes);
      const window = windowOf(times);
      const { meanPerMinute, meanPerSecond, peakPerMinute, minutes, peakMinute } = throughputOf(minuteCountsOf(times, new Uint8Array(times.length), window));
      const value = reading(meanPerMinute, times.length);
      const peak = new Date(window.startMs + (peakMinute ?? 0) * minuteMilliseconds).toISOString();
      return finding(value, `${inWords(value)} events a minute over ${number(minutes)} minutes, at most ${inWords(reading(peakPerMinute, times.length))} (in the minute of ${peak}).`, {
        notes,
        figures: { 'mean-per-second': reading(meanPerSecond, times.length), 'peak-per-minute': reading(peakPerMinute, times.length) },
        details: { ...inIso(window), minutes, peak },
      });
    },
  },
  {
    name: 'freshness',
    line: 'longest silence between events in minutes, and the share of time in silences over --maximum-gap',
    inputs,
    options: ['maximumGap'],
    compute: (given, { maximumGap }) => {
      const { times, notes } = timesOf(given);
      if (times.length === 0) return nothing('freshness', notes);
      const [startMs, endMs] = [times[0]!, times.at(-1)! + 1];
      const { longestGap, longestGapFrom, silentShare, silentMinutes } = freshnessOfTimes(times, startMs, endMs, maximumGap);
      const value = reading(figure(longestGap), times.length);
      const from = longestGapFrom === null ? null : new Date(startMs + longestGapFrom * minuteMilliseconds).toISOString();
      const share = reading(silentShare, times.length);
      return finding(value, `The longest silence lasted ${inWords(value)} minutes${from === null ? '' : `, from ${from}`}; ${inWords(share, percent)} of the time lies in silences of more than ${number(maximumGap)} minutes.`, {
        notes,
        figures: { 'silent-share': share },
        details: { ...inIso({ startMs, endMs }), maximumGap, silentMinutes, longestGapFrom: from },
      });
    },
  },
];

/** The instants that are there, ascending. */
function timesOf(given: Inputs): { readonly times: Float64Array; readonly notes: readonly string[] } {
  const { values, missing } = presentOf(given.numbers('times'));
  return { times: ascending(values), notes: missing > 0 ? [`${number(missing)} times are missing and left out.`] : [] };
}

function nothing(name: string, notes: readonly string[]): Finding {
  return finding(reading(undefinedFigure('no-rows'), 0), `The ${name} is undefined: there are no rows to compute it from.`, { notes });
}

function inIso({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }) {
  return { from: new Date(startMs).toISOString(), to: new Date(endMs).toISOString() };
}
