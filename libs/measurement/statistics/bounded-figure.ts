import type { UndefinedReason } from '#libs/wire/figures.js';
import { type Figure, figure, undefinedFigure } from './figure.js';

/**
 * A value computed from bins, and how far it can lie from the one that the events themselves give: |binned - exact| <= `bound`.
 * 0 when the bins lose nothing, and when the value is undefined, which bins never change.
 */
export interface BoundedFigure {
  readonly figure: Figure;
  readonly bound: number;
}

export function bounded(value: number, bound: number): BoundedFigure {
  return { figure: figure(value), bound };
}

export function undefinedBounded(reason: UndefinedReason): BoundedFigure {
  return { figure: undefinedFigure(reason), bound: 0 };
}
