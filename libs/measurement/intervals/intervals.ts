import { FineprintError } from '#libs/wire/errors.js';
import { negatedCounts, sumOfEncoded } from './sparse-counts.js';
import { type Reader, type Writer, isDone, newWriter, readVarint, takeBytes, writeVarint } from './varints.js';

export const dayMilliseconds = 86_400_000;
export const hourMilliseconds = 3_600_000;
export const minuteMilliseconds = 60_000;

/** Decisions against outcomes: how many of each pairing. */
export interface Confusion {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
  readonly trueNegative: number;
}

/**
 * What one hour of one system version gained: rows are added up, never changed. `hourMs` is the start of the hour in
 * milliseconds since 1970 (UTC). `errors` are events whose status is not ok, `decided` those with a decision.
 * `minutes`: for each minute with events, ascending, three varints: minute 0 to 59, events, errors.
 * `latency`: for each bin with ok events that carry a latency, ascending, two varints: step from the bin before, events.
 * `scores`, `features`, `slices`, `counters`: encoded counts with the keys of `interval-keys`.
 * Rows of outcomes have no events; those that take an earlier outcome back have negative counts. The same content always has the same
 * bytes.
 */
export interface IntervalDelta extends IntervalSum, Histograms {
  readonly versionKey: number;
}

/** Encoded counts of one version's events. Positions of features belong to the version, so only its own rows can be added up. */
export interface Histograms {
  readonly scores: Uint8Array;
  readonly features: Uint8Array;
  readonly slices: Uint8Array;
  readonly counters: Uint8Array;
}

/** The same without histograms, of any versions, and of an hour or a UTC day: `minutes` count from `hourMs` on, 0 to 59 or 0 to 1439. */
export interface IntervalSum extends Confusion {
  readonly hourMs: number;
  readonly events: number;
  readonly errors: number;
  readonly decided: number;
  readonly minutes: Uint8Array;
  readonly latency: Uint8Array;
}

/** What one UTC day of one system version came to, without its minutes. */
export interface VersionDay extends Omit<IntervalSum, 'hourMs' | 'minutes'>, Histograms {
  readonly versionKey: number;
  readonly dayMs: number;
}

/** Calls back for each minute (0 to 59, of a day to 1439) with events. */
export function eachMinute(bytes: Uint8Array, take: (minute: number, events: number, errors: number) => void): void {
  const reader: Reader = { bytes, position: 0 };
  while (!isDone(reader)) take(readVarint(reader), readVarint(reader), readVarint(reader));
}

/** Calls back for each latency bin with events. */
export function eachLatency(bytes: Uint8Array, take: (bin: number, events: number) => void): void {
  const reader: Reader = { bytes, position: 0 };
  let bin = 0;
  while (!isDone(reader)) {
    bin += readVarint(reader);
    take(bin, readVarint(reader));
  }
}

/** `counts` holds the events of each minute, then the errors of each minute, from `offset` on. */
export function encodeMinutes(writer: Writer, counts: ArrayLike<number>, offset: number, minutes = 60): Uint8Array {
  for (let minute = 0; minute < minutes; minute++) {
    const events = counts[offset + minute]!;
    if (events === 0) continue;
    writeVarint(writer, minute);
    writeVarint(writer, events);
    writeVarint(writer, counts[offset + minutes + minute]!);
  }
  return takeBytes(writer);
}

/** An interval in words, for people and tests. */
export function decodeInterval(delta: IntervalDelta): {
  readonly minutes: readonly { readonly minute: number; readonly events: number; readonly errors: number }[];
  readonly latency: readonly { readonly bin: number; readonly count: number }[];
} {
  const minutes: { minute: number; events: number; errors: number }[] = [];
  const latency: { bin: number; count: number }[] = [];
  eachMinute(delta.minutes, (minute, events, errors) => minutes.push({ minute, events, errors }));
  eachLatency(delta.latency, (bin, count) => latency.push({ bin, count }));
  return { minutes, latency };
}

/** Rows of one hour of one version as a single row; the order of the rows makes no difference. */
export function mergeIntervals(rows: readonly IntervalDelta[]): IntervalDelta {
  const [first] = rows;
  if (first === undefined) throw new FineprintError('INTERNAL', 'nothing to merge: at least one interval is needed');
  const stray = rows.find((row) => row.versionKey !== first.versionKey || row.hourMs !== first.hourMs);
  if (stray !== undefined) throw new FineprintError('INTERNAL', 'only intervals of the same version and hour can be merged');

  return { versionKey: first.versionKey, ...sumFrom(first.hourMs, 60, rows), ...histogramsOf(rows) };
}

/** What takes a row of outcomes back: the same with the opposite sign. Rows of events cannot be taken back. */
export function negatedInterval(row: IntervalDelta): IntervalDelta {
  if (row.events !== 0) throw new FineprintError('INTERNAL', 'events are never taken back');
  return {
    ...row,
    truePositive: 0 - row.truePositive,
    falsePositive: 0 - row.falsePositive,
    falseNegative: 0 - row.falseNegative,
    trueNegative: 0 - row.trueNegative,
    scores: negatedCounts(row.scores),
    features: negatedCounts(row.features),
    slices: negatedCounts(row.slices),
    counters: negatedCounts(row.counters),
  };
}

/** Rows of the hours of one UTC day, of any versions, as a single one. `dayMs` is the start of the day. */
export function sumOfDay(dayMs: number, rows: readonly IntervalDelta[]): IntervalSum {
  const stray = rows.find(({ hourMs }) => hourMs < dayMs || hourMs >= dayMs + dayMilliseconds);
  if (stray !== undefined) throw new FineprintError('INTERNAL', 'only intervals of one day can be added up to it');
  return sumFrom(dayMs, 24 * 60, rows);
}

/** The same version by version, in the order of their keys, with what only the rows of one version can be added up to. */
export function versionDaysOf(dayMs: number, rows: readonly IntervalDelta[]): VersionDay[] {
  return [...Map.groupBy(rows, ({ versionKey }) => versionKey)]
    .toSorted(([a], [b]) => a - b)
    .map(([versionKey, ofVersion]) => {
      const { hourMs: _hour, minutes: _minutes, ...sum } = sumOfDay(dayMs, ofVersion);
      return { versionKey, dayMs, ...sum, ...histogramsOf(ofVersion) };
    });
}

function histogramsOf(rows: readonly Histograms[]): Histograms {
  return {
    scores: sumOfEncoded(rows.map(({ scores }) => scores)),
    features: sumOfEncoded(rows.map(({ features }) => features)),
    slices: sumOfEncoded(rows.map(({ slices }) => slices)),
    counters: sumOfEncoded(rows.map(({ counters }) => counters)),
  };
}

function sumFrom(startMs: number, minuteCount: number, rows: readonly IntervalSum[]): IntervalSum {
  const minutes = Array.from({ length: 2 * minuteCount }, () => 0);
  const bins = new Map<number, number>();
  for (const row of rows) {
    const firstMinute = (row.hourMs - startMs) / minuteMilliseconds;
    eachMinute(row.minutes, (minute, events, errors) => {
      minutes[firstMinute + minute]! += events;
      minutes[minuteCount + firstMinute + minute]! += errors;
    });
    eachLatency(row.latency, (bin, events) => bins.set(bin, (bins.get(bin) ?? 0) + events));
  }
  const writer = newWriter();
  return {
    hourMs: startMs,
    events: sumOf(rows, 'events'),
    errors: sumOf(rows, 'errors'),
    decided: sumOf(rows, 'decided'),
    minutes: encodeMinutes(writer, minutes, 0, minuteCount),
    latency: encodeLatency(writer, bins),
    truePositive: sumOf(rows, 'truePositive'),
    falsePositive: sumOf(rows, 'falsePositive'),
    falseNegative: sumOf(rows, 'falseNegative'),
    trueNegative: sumOf(rows, 'trueNegative'),
  };
}

function encodeLatency(writer: Writer, bins: ReadonlyMap<number, number>): Uint8Array {
  let previous = 0;
  for (const [bin, events] of [...bins].toSorted((a, b) => a[0] - b[0])) {
    writeVarint(writer, bin - previous);
    writeVarint(writer, events);
    previous = bin;
  }
  return takeBytes(writer);
}

type Count = 'events' | 'errors' | 'decided' | keyof Confusion;

function sumOf(rows: readonly IntervalSum[], count: Count): number {
  return rows.reduce((sum, row) => sum + row[count], 0);
}
