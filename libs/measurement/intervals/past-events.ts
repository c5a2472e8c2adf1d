import { newCountedEvent } from './counted-event.js';
import { emptyFold, isFull, newFold } from './fold-cells.js';
import { deltasOf } from './fold-deltas.js';
import { foldEvent, foldOutcome } from './interval-fold.js';
import type { IntervalDelta } from './intervals.js';
import { totalsOf, type WindowTotals } from './window-totals.js';

/** One event of the past with its outcome; NaN and null are "not given". */
export interface PastEvent {
  readonly timeMs: number;
  readonly failed: boolean;
  readonly score: number;
  readonly decision: boolean | null;
  readonly latencyMs: number;
  readonly positive: boolean | null;
}

/** Events in memory, 25 bytes each, from which any window can be counted, whatever its edges. */
export interface PastEvents {
  count: number;
  isSorted: boolean;
  timeMs: Float64Array;
  score: Float64Array;
  latencyMs: Float64Array;
  flags: Uint8Array;
}

const failedFlag = 1;
const decidedFlag = 2;
const decisionFlag = 4;
const outcomeFlag = 8;
const positiveFlag = 16;
const firstCapacity = 1_024;

export function newPastEvents(): PastEvents {
  return { count: 0, isSorted: true, timeMs: new Float64Array(firstCapacity), score: new Float64Array(firstCapacity), latencyMs: new Float64Array(firstCapacity), flags: new Uint8Array(firstCapacity) };
}

/** Adds one event, in any order of time. */
export function addPastEvent(events: PastEvents, event: PastEvent): void {
  if (events.count === events.flags.length) grow(events);
  const at = events.count++;
  events.timeMs[at] = event.timeMs;
  events.score[at] = event.score;
  events.latencyMs[at] = event.latencyMs;
  events.flags[at] =
    (event.failed ? failedFlag : 0) | (event.decision === null ? 0 : decidedFlag | (event.decision ? decisionFlag : 0)) | (event.positive === null ? 0 : outcomeFlag | (event.positive ? positiveFlag : 0));
  if (at > 0 && event.timeMs < events.timeMs[at - 1]!) events.isSorted = false;
}

/** What a window (milliseconds since 1970, on whole minutes, end exclusive) holds. */
export function totalsOfPast(events: PastEvents, startMs: number, endMs: number): WindowTotals {
  if (!events.isSorted) sort(events);
  const fold = newFold();
  const counted = newCountedEvent();
  const deltas: IntervalDelta[] = [];
  counted.versionKey = 1;
  for (let at = firstAt(events, startMs); at < events.count && events.timeMs[at]! < endMs; at++) {
    const flags = events.flags[at]!;
    counted.timeMs = events.timeMs[at]!;
    counted.failed = (flags & failedFlag) !== 0;
    counted.score = events.score[at]!;
    counted.decision = (flags & decidedFlag) === 0 ? null : (flags & decisionFlag) !== 0;
    counted.latencyMs = events.latencyMs[at]!;
    if (isFull(fold)) {
      deltas.push(...deltasOf(fold));
      emptyFold(fold);
    }
    foldEvent(fold, counted);
    if ((flags & outcomeFlag) !== 0) foldOutcome(fold, counted, (flags & positiveFlag) !== 0);
  }
  return totalsOf([...deltas, ...deltasOf(fold)], startMs, endMs);
}

/** Where the first event stands that is not before a time. */
function firstAt({ timeMs, count }: PastEvents, startMs: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeMs[middle]! < startMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sort(events: PastEvents): void {
  const { timeMs, score, latencyMs, flags, count } = events;
  const order = Uint32Array.from({ length: count }, (_, at) => at).toSorted((a, b) => timeMs[a]! - timeMs[b]!);
  events.timeMs = Float64Array.from(order, (at) => timeMs[at]!);
  events.score = Float64Array.from(order, (at) => score[at]!);
  events.latencyMs = Float64Array.from(order, (at) => latencyMs[at]!);
  events.flags = Uint8Array.from(order, (at) => flags[at]!);
  events.isSorted = true;
}

function grow(events: PastEvents): void {
  const larger = <Numbers extends Float64Array | Uint8Array>(into: Numbers, from: Numbers): Numbers => {
    into.set(from);
    return into;
  };
  const capacity = events.flags.length * 2;
  events.timeMs = larger(new Float64Array(capacity), events.timeMs);
  events.score = larger(new Float64Array(capacity), events.score);
  events.latencyMs = larger(new Float64Array(capacity), events.latencyMs);
  events.flags = larger(new Uint8Array(capacity), events.flags);
}
