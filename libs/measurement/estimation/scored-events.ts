import { FineprintError } from '#libs/wire/errors.js';
import type { Confusion } from '../intervals/intervals.js';
import { sortedOrder } from '../statistics/sorted-order.js';

/** Events in the order of their arrival, or by score. Scores are NaN where missing; decisions and outcomes 1, 0, or -1 where not known. */
export interface ScoredEvents {
  readonly scores: Float64Array;
  readonly decisions: Int8Array;
  readonly outcomes: Int8Array;
}

/** Events of known outcome by ascending score; `rows` says where each stood. */
export interface LabelledEvents extends ScoredEvents {
  readonly rows: Uint32Array;
}

/** Consecutive events, `start` inclusive, `end` exclusive, in the whole. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
  /** Those that have a score, by ascending score. */
  readonly ascending: ScoredEvents;
  /** Decisions against outcomes of all events for which both are known, with or without a score. */
  readonly confusion: Confusion;
}

/** The rows of the events that have a score, by ascending score; equal ones in order of arrival. */
export function rowsByScore({ scores }: ScoredEvents): Uint32Array {
  const scored = new Uint32Array(scores.length);
  let count = 0;
  for (let row = 0; row < scores.length; row++) if (!Number.isNaN(scores[row]!)) scored[count++] = row;
  if (count === scores.length) return sortedOrder(scores);
  const known = scored.subarray(0, count);
  return sortedOrder(Float64Array.from(known, (row) => scores[row]!)).map((at) => known[at]!);
}

/** Chunks of `size` events; a remainder is kept as a last, shorter one. `rows` are those of all scored events, by score. */
export function chunksOf(events: ScoredEvents, rows: Uint32Array, size: number): readonly Chunk[] {
  if (!Number.isInteger(size) || size < 1) throw new FineprintError('INVALID', `a chunk holds at least one event, not ${size}`);
  const count = Math.ceil(events.scores.length / size);
  const starts = new Uint32Array(count + 1);
  for (let at = 0; at < rows.length; at++) starts[Math.floor(rows[at]! / size) + 1]!++;
  for (let chunk = 0; chunk < count; chunk++) starts[chunk + 1]! += starts[chunk]!;
  const next = starts.slice();
  const parted = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) parted[next[Math.floor(rows[at]! / size)]!++] = rows[at]!;
  return Array.from({ length: count }, (_, chunk) => {
    const [start, end] = [chunk * size, Math.min(events.scores.length, (chunk + 1) * size)];
    const ascending = taken(events, parted.subarray(starts[chunk], starts[chunk + 1]));
    return { start, end, ascending, confusion: confusionOf(part(events, start, end)) };
  });
}

/** The events that have a score and a known outcome, by ascending score; `rows` are those of all scored events, by score. */
export function labelledByScore(events: ScoredEvents, rows: Uint32Array = rowsByScore(events)): LabelledEvents {
  const kept = new Uint32Array(rows.length);
  let count = 0;
  for (let at = 0; at < rows.length; at++) if (events.outcomes[rows[at]!]! >= 0) kept[count++] = rows[at]!;
  return { ...taken(events, kept.subarray(0, count)), rows: kept.subarray(0, count) };
}

function taken(events: ScoredEvents, rows: Uint32Array): ScoredEvents {
  const [scores, decisions, outcomes] = [new Float64Array(rows.length), new Int8Array(rows.length), new Int8Array(rows.length)];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    scores[at] = events.scores[row]!;
    decisions[at] = events.decisions[row]!;
    outcomes[at] = events.outcomes[row]!;
  }
  return { scores, decisions, outcomes };
}

function part({ scores, decisions, outcomes }: ScoredEvents, start: number, end: number): ScoredEvents {
  return { scores: scores.subarray(start, end), decisions: decisions.subarray(start, end), outcomes: outcomes.subarray(start, end) };
}

export function confusionOf({ decisions, outcomes }: Pick<ScoredEvents, 'decisions' | 'outcomes'>): Confusion {
  const counts = new Uint32Array(9);
  for (let row = 0; row < decisions.length; row++) counts[3 * (decisions[row]! + 1) + outcomes[row]! + 1]!++;
  return { truePositive: counts[8]!, falsePositive: counts[7]!, falseNegative: counts[5]!, trueNegative: counts[4]! };
}
