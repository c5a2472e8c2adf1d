import type { UndefinedReason } from '#libs/wire/figures.js';
import { type Figure, figure, undefinedFigure } from './figure.js';

/** An interval of confidence; each end may be undefined by itself. */
export interface Bounds {
  readonly low: Figure;
  readonly high: Figure;
}

/** Ends that are numbers; one that is not finite becomes undefined for `reason`. */
export function bounds(low: number, high: number, reason: UndefinedReason = 'not-finite'): Bounds {
  return { low: figure(low, reason), high: figure(high, reason) };
}

export function undefinedBounds(reason: UndefinedReason): Bounds {
  return { low: undefinedFigure(reason), high: undefinedFigure(reason) };
}

/** `centre` ± `half`, cut off at `least` and `most`. */
export function boundsAround(centre: number, half: number, least: number, most: number): Bounds {
  return bounds(Math.max(least, centre - half), Math.min(most, centre + half));
}
