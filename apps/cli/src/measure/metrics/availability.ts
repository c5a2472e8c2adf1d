import { availabilityMethods } from '#libs/wire/objectives.js';
import { availabilityOf } from '#libs/measurement/service/availability.js';
import { minuteCountsOf } from '#libs/measurement/service/minute-counts.js';
import { figure, undefinedFigure } from '#libs/measurement/statistics/figure.js';
import { wilson } from '#libs/measurement/statistics/proportion-bounds.js';
import { type Rational, decimalOf } from '#libs/measurement/statistics/rational.js';
import { finding, type Reading, reading } from '../finding.js';
import { column } from '../input-flag.js';
import type { Metric } from '../metric.js';
import { chosen, type MeasureOptions } from '../options.js';
import { windowOf } from '../window.js';
import { inWords, number, percent, reasonInWords } from '../words.js';

type AvailabilityMethod = (typeof availabilityMethods)[number];

export const availability: Metric = {
  name: 'availability',
  line: `share of time or of calls without failure (--method ${availabilityMethods.join(', ')})`,
  inputs: [column('times', { kind: 'instants' }), column('status')],
  options: ['positive', 'method', 'intervalMinutes', 'errorThreshold', 'minimumRun', 'emptyRule'],
  compute: (inputs, options) => {
    const notes: string[] = [];
    const method = chosen('method', options.method, availabilityMethods);
    const { times, failed, left } = calls(inputs.numbers('times'), inputs.classes('status', options.positive, notes));
    const { startMs, endMs } = windowOf(times);
    const counts = minuteCountsOf(times, failed, { startMs, endMs });
    const { exact, proportion, coverage, counts: basis } = availabilityOf({ ...termsOf(method, options), availability: method }, counts);
    const value: Reading = reading(shareOf(exact), times.length, proportion === null ? null : wilson(proportion, 0.95), proportion === null ? null : 'wilson-95');
    if (left > 0) notes.push(`${number(left)} rows lack the time or the status and are left out.`);
    const sentence = value.figure.value === null ? `The availability is undefined: ${reasonInWords(value.figure.reason)}.` : `${inWords(value, percent)} available, ${saying(method, options)}.`;
    return finding(value, sentence, {
      notes,
      figures: coverage === null ? {} : { coverage: reading(shareOf(coverage), counts.minuteEvents.length) },
      details: { method, from: new Date(startMs).toISOString(), to: new Date(endMs).toISOString(), percent: exact === null ? null : decimalOf(exact, 6), ...basis },
    });
  },
};

/** Rows with both a time and a status; a status of the negative class has failed. */
function calls(times: Float64Array, available: Float64Array) {
  const kept = new Float64Array(times.length);
  const failed = new Uint8Array(times.length);
  let rows = 0;
  for (let row = 0; row < times.length; row++) {
    if (Number.isNaN(times[row]!) || Number.isNaN(available[row]!)) continue;
    failed[rows] = 1 - available[row]!;
    kept[rows++] = times[row]!;
  }
  return { times: kept.subarray(0, rows), failed: failed.subarray(0, rows), left: times.length - rows };
}

function termsOf(method: AvailabilityMethod, { intervalMinutes, errorThreshold, minimumRun, emptyRule }: MeasureOptions) {
  if (method === 'interval-average') return { intervalMinutes, emptyRule };
  if (method === 'bad-minutes') return { errorThreshold, minimumRun, emptyRule };
  return method === 'all-failed-minutes' ? { minimumRun, emptyRule } : {};
}

function saying(method: AvailabilityMethod, { intervalMinutes, errorThreshold }: MeasureOptions): string {
  switch (method) {
    case 'event-ratio':
      return 'counted over calls';
    case 'interval-average':
      return `the mean of intervals of ${intervalMinutes} minutes`;
    case 'bad-minutes':
      return `counted over minutes, of which one is bad when more than ${errorThreshold} % of its calls failed`;
    case 'all-failed-minutes':
      return 'counted over minutes, of which one is bad when all of its calls failed';
  }
}

/** A percentage as a share. */
function shareOf(exact: Rational | null) {
  return exact === null ? undefinedFigure('no-rows') : figure(Number(decimalOf({ numerator: exact.numerator, denominator: exact.denominator * 100n }, 17)));
}
