import { minuteMilliseconds } from '#libs/measurement/intervals/intervals.js';
import type { Stretch } from '#libs/measurement/intervals/stretches.js';
import { refuse } from './reading/refuse.js';

/** Every minute of a window has its place in memory. */
const longestMs = 3_653 * 86_400_000;

/**
 * From the minute of the first event to the end of that of the last; without length when there is none.
 * @throws FineprintError INVALID when that is more than ten years
 */
export function windowOf(times: Float64Array): Stretch {
  if (times.length === 0) return { startMs: 0, endMs: 0 };
  const [first, last] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
  const [startMs, endMs] = [minuteOf(first), minuteOf(last) + minuteMilliseconds];
  if (endMs - startMs > longestMs) refuse(`the times go from ${new Date(startMs).toISOString()} to ${new Date(endMs).toISOString()}, more than ten years; choose with --where`);
  return { startMs, endMs };
}

function minuteOf(time: number): number {
  return Math.floor(time / minuteMilliseconds) * minuteMilliseconds;
}
