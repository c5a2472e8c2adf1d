import type { UndefinedReason } from '#libs/wire/figures.js';
import { type Figure, undefinedFigure } from '../statistics/figure.js';

export interface Range {
  readonly least: number;
  readonly most: number;
}

/** A value that may come from bins, and between which values the one of the rows themselves lies. */
export interface RangedFigure {
  readonly figure: Figure;
  /** Null where the value is undefined. */
  readonly range: Range | null;
}

/** A value that was computed from the rows. */
export function exactly(found: Figure): RangedFigure {
  return { figure: found, range: found.value === null ? null : { least: found.value, most: found.value } };
}

export function undefinedRanged(reason: UndefinedReason): RangedFigure {
  return exactly(undefinedFigure(reason));
}

/** How far the value of the rows themselves can lie from this one; 0 when it is exact or undefined. */
export function boundOf({ figure: { value }, range }: RangedFigure): number {
  return value === null || range === null ? 0 : Math.max(value - range.least, range.most - value);
}
