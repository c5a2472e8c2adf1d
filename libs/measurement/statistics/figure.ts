import type { UndefinedReason } from '#libs/wire/figures.js';

/** A number, or why there is none. Never NaN, never infinite, and never 0 in place of a value that is undefined. */
export type Figure = { readonly value: number; readonly reason: null } | { readonly value: null; readonly reason: UndefinedReason };

/** A computed number; what is not finite becomes undefined for `reason`. */
export function figure(value: number, reason: UndefinedReason = 'not-finite'): Figure {
  return Number.isFinite(value) ? { value, reason: null } : { value: null, reason };
}

export function undefinedFigure(reason: UndefinedReason): Figure {
  return { value: null, reason };
}

/** `numerator / denominator`; undefined for `reason` when the denominator is 0. */
export function quotient(numerator: number, denominator: number, reason: UndefinedReason = 'zero-denominator'): Figure {
  return denominator === 0 ? undefinedFigure(reason) : figure(numerator / denominator);
}
