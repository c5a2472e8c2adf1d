import type { Bounds } from '#libs/measurement/statistics/bounds.js';
import type { Figure } from '#libs/measurement/statistics/figure.js';

/** A figure as the vectors write it: NaN when it is undefined. */
export function numberOf(figure: Figure): number {
  return figure.value ?? Number.NaN;
}

/** The two ends of an interval as the vectors write it. */
export function pairOf({ low, high }: Bounds): readonly [number, number] {
  return [numberOf(low), numberOf(high)];
}
