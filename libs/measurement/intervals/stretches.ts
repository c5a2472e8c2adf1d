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
