import { hourMilliseconds } from './intervals.js';

/** A stretch of time: milliseconds since 1970, end exclusive. */
export interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/** What stretches, in any order and overlapping or not, cover together of another: disjoint, oldest first, those that touch joined. */
export function coveredOf({ startMs, endMs }: Stretch, stretches: readonly Stretch[]): Stretch[] {
  const covered: Stretch[] = [];
  for (const stretch of stretches.toSorted((a, b) => a.startMs - b.startMs)) {
    const [start, end] = [Math.max(startMs, stretch.startMs), Math.min(endMs, stretch.endMs)];
    if (start >= end) continue;
    const last = covered.at(-1);
    if (last && start <= last.endMs) covered[covered.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, end) };
    else covered.push({ startMs: start, endMs: end });
  }
  return covered;
}

/** What they leave over of it: disjoint, oldest first. */
export function leftOf({ startMs, endMs }: Stretch, stretches: readonly Stretch[]): Stretch[] {
  const covered = coveredOf({ startMs, endMs }, stretches);
  const starts = [startMs, ...covered.map((stretch) => stretch.endMs)];
  const ends = [...covered.map((stretch) => stretch.startMs), endMs];
  return starts.map((start, at) => ({ startMs: start, endMs: ends[at]! })).filter((stretch) => stretch.startMs < stretch.endMs);
}

/** How long they are together, in milliseconds; they are disjoint. */
export function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}

/** The whole hours within disjoint stretches, and the parts of hours that these leave over: at most two of each stretch. */
export function splitAtHours(stretches: readonly Stretch[]): { readonly hours: Stretch[]; readonly parts: Stretch[] } {
  const [hours, parts]: [Stretch[], Stretch[]] = [[], []];
  for (const { startMs, endMs } of stretches) {
    const [first, last] = [Math.ceil(startMs / hourMilliseconds) * hourMilliseconds, Math.floor(endMs / hourMilliseconds) * hourMilliseconds];
    if (first > last) {
      parts.push({ startMs, endMs });
      continue;
    }
    if (startMs < first) parts.push({ startMs, endMs: first });
    if (first < last) hours.push({ startMs: first, endMs: last });
    if (last < endMs) parts.push({ startMs: last, endMs });
  }
  return { hours, parts };
}

/** The whole hours that stretches touch, disjoint. */
export function hoursAround(stretches: readonly Stretch[]): Stretch[] {
  const touched = stretches.map(({ startMs, endMs }) => ({ startMs: Math.floor(startMs / hourMilliseconds) * hourMilliseconds, endMs: Math.ceil(endMs / hourMilliseconds) * hourMilliseconds }));
  return coveredOf({ startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY }, touched);
}
