import type { Stretch } from '#libs/measurement/intervals/stretches.js';

/** Stretches as two parameters of a statement that takes them apart with `unnest`: starts, and ends. */
export function edgesOf(stretches: readonly Stretch[]): readonly [starts: Date[], ends: Date[]] {
  return [stretches.map(({ startMs }) => new Date(startMs)), stretches.map(({ endMs }) => new Date(endMs))];
}
