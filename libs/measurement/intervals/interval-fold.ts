import { type IntervalDelta, encodeMinutes, hourMilliseconds, minuteMilliseconds } from './intervals.js';
import { latencyBinOf } from './latency-bins.js';
import { type Writer, newWriter, takeBytes, writeVarint } from './varints.js';

/** Events and outcomes being added up. Change it only through `foldEvent` and `foldOutcome`. */
export interface IntervalFold {
  readonly cells: Map<number, number>;
  readonly versionKeys: number[];
  readonly hours: number[];
  /** Per cell: events of 60 minutes, errors of 60 minutes, decided, four confusion counts. */
  counts: Uint32Array;
  /** One number per latency, cell and bin together: sorting it at the end is cheaper than a histogram per cell. */
  latencies: Float64Array;
  latencyCount: number;
  lastKey: number;
  lastCell: number;
}

const stride = 128;
const decidedAt = 120;
const confusionAt = 121;
const hoursPerVersion = 2 ** 21;
const binsPerCell = 2 ** 14;

export function newFold(): IntervalFold {
  return {
    cells: new Map(),
    versionKeys: [],
    hours: [],
    counts: new Uint32Array(16 * stride),
    latencies: new Float64Array(1024),
    latencyCount: 0,
    lastKey: -1,
    lastCell: -1,
  };
}

/**
 * Adds one event. `versionKey` is the whole number (0 to 2^31 - 1) that stands for the system version, `timeMs` the event's
 * time since 1970 (1970 to 2200), `failed` true when its status is not ok, `latencyMs` NaN when it carries none. The latency
 * of a failed event is left out. Allocates nothing unless the hour is new.
 */
export function foldEvent(
  fold: IntervalFold,
  versionKey: number,
  timeMs: number,
  failed: boolean,
  decided: boolean,
  latencyMs: number,
): void {
  const hour = Math.floor(timeMs / hourMilliseconds);
  const cell = cellOf(fold, versionKey, hour);
  const at = cell * stride + Math.floor((timeMs - hour * hourMilliseconds) / minuteMilliseconds);
  fold.counts[at]! += 1;
  if (failed) fold.counts[at + 60]! += 1;
  if (decided) fold.counts[cell * stride + decidedAt]! += 1;
  if (failed || Number.isNaN(latencyMs)) return;
  if (fold.latencyCount === fold.latencies.length) {
    const larger = new Float64Array(fold.latencies.length * 2);
    larger.set(fold.latencies);
    fold.latencies = larger;
  }
  fold.latencies[fold.latencyCount++] = cell * binsPerCell + latencyBinOf(latencyMs);
}

/** Adds the outcome of an event that carried a decision; it counts in the hour of the event, not of the outcome. */
export function foldOutcome(fold: IntervalFold, versionKey: number, eventTimeMs: number, decision: boolean, positive: boolean): void {
  const cell = cellOf(fold, versionKey, Math.floor(eventTimeMs / hourMilliseconds));
  fold.counts[cell * stride + confusionAt + (decision ? (positive ? 0 : 1) : positive ? 2 : 3)]! += 1;
}

/** What was added, one row per version and hour, ordered by both. The fold stays usable. */
export function deltasOf(fold: IntervalFold): IntervalDelta[] {
  const latencies = fold.latencies.subarray(0, fold.latencyCount).toSorted();
  const writer = newWriter();
  let position = 0;
  return fold.hours
    .map((hour, cell) => {
      const base = cell * stride;
      let events = 0;
      let errors = 0;
      for (let minute = 0; minute < 60; minute++) {
        events += fold.counts[base + minute]!;
        errors += fold.counts[base + 60 + minute]!;
      }
      const minutes = encodeMinutes(writer, fold.counts, base);
      position = writeRuns(writer, latencies, position, cell);
      return {
        versionKey: fold.versionKeys[cell]!,
        hourMs: hour * hourMilliseconds,
        events,
        errors,
        decided: fold.counts[base + decidedAt]!,
        minutes,
        latency: takeBytes(writer),
        truePositive: fold.counts[base + confusionAt]!,
        falsePositive: fold.counts[base + confusionAt + 1]!,
        falseNegative: fold.counts[base + confusionAt + 2]!,
        trueNegative: fold.counts[base + confusionAt + 3]!,
      };
    })
    .toSorted((a, b) => a.versionKey - b.versionKey || a.hourMs - b.hourMs);
}

function cellOf(fold: IntervalFold, versionKey: number, hour: number): number {
  const key = versionKey * hoursPerVersion + hour;
  if (key === fold.lastKey) return fold.lastCell;
  let cell = fold.cells.get(key);
  if (cell === undefined) {
    cell = fold.hours.push(hour) - 1;
    fold.versionKeys.push(versionKey);
    fold.cells.set(key, cell);
    if ((cell + 1) * stride > fold.counts.length) {
      const larger = new Uint32Array(fold.counts.length * 2);
      larger.set(fold.counts);
      fold.counts = larger;
    }
  }
  fold.lastKey = key;
  fold.lastCell = cell;
  return cell;
}

/** Writes the runs of equal latencies of one cell from `position` on; returns where the next cell starts. */
function writeRuns(writer: Writer, latencies: Float64Array, position: number, cell: number): number {
  const end = (cell + 1) * binsPerCell;
  let previous = cell * binsPerCell;
  let at = position;
  while (at < latencies.length && latencies[at]! < end) {
    const code = latencies[at]!;
    const start = at;
    while (at < latencies.length && latencies[at] === code) at++;
    writeVarint(writer, code - previous);
    writeVarint(writer, at - start);
    previous = code;
  }
  return at;
}
