import { type Bounds, bounds, undefinedBounds } from './bounds.js';
import { type Figure, figure, quotient, undefinedFigure } from './figure.js';
import type { Proportion } from './proportion.js';
import { criticalZ } from './proportion-bounds.js';

/** p1 / p2; undefined without trials on a side, and when the reference has no success. */
export function rateRatio(group: Proportion, reference: Proportion): Figure {
  if (group.total === 0 || reference.total === 0) return undefinedFigure('no-rows');
  return quotient(group.successes / group.total, reference.successes / reference.total);
}

/** Katz' interval of a ratio of rates: ln(p1/p2) ± z √(1/x1 - 1/n1 + 1/x2 - 1/n2). Undefined when either side has no success. */
export function katz(group: Proportion, reference: Proportion, confidence: number): Bounds {
  if (group.total === 0 || reference.total === 0) return undefinedBounds('no-rows');
  if (group.successes === 0 || reference.successes === 0) return undefinedBounds('zero-denominator');
  const centre = Math.log((group.successes / group.total / reference.successes) * reference.total);
  const half = criticalZ(confidence) * Math.sqrt(1 / group.successes - 1 / group.total + 1 / reference.successes - 1 / reference.total);
  return bounds(Math.exp(centre - half), Math.exp(centre + half));
}

/**
 * Miettinen and Nurminen's score interval of a ratio of rates (1985): all ratios that their score test does not reject. It also exists
 * where counts are 0: without a success in the group it starts at 0, without one in the reference its upper end is infinite, so
 * undefined. Both ends are undefined without any success or without trials on a side.
 */
export function scoreRatioBounds(group: Proportion, reference: Proportion, confidence: number): Bounds {
  if (group.total === 0 || reference.total === 0) return undefinedBounds('no-rows');
  if (group.successes + reference.successes === 0) return undefinedBounds('nobody-selected');
  const z = criticalZ(confidence);
  return {
    low: group.successes === 0 ? figure(0) : figure(ratioWhere(group, reference, z)),
    high: reference.successes === 0 ? undefinedFigure('zero-denominator') : figure(ratioWhere(group, reference, -z)),
  };
}

/** The ratio whose score equals `z`, by halving on a logarithmic scale; the score falls as the ratio grows. */
function ratioWhere(group: Proportion, reference: Proportion, z: number): number {
  let [low, high] = [-40, 40];
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (scoreOf(group, reference, Math.exp(middle)) > z) low = middle;
    else high = middle;
  }
  return Math.exp(low);
}

/** The score statistic of a ratio θ: (p1 - θ p2) over its deviation at the rates that are likeliest when the ratio is θ. */
function scoreOf({ successes: x1, total: n1 }: Proportion, { successes: x2, total: n2 }: Proportion, ratio: number): number {
  const a = (n1 + n2) * ratio;
  const b = n1 * ratio + x1 + n2 + x2 * ratio;
  // The smaller root of a p² - b p + (x1 + x2), in the form that does not cancel.
  const p2 = (2 * (x1 + x2)) / (b + Math.sqrt(Math.max(0, b * b - 4 * a * (x1 + x2))));
  const p1 = Math.min(1, p2 * ratio);
  const small = (n1 + n2) / (n1 + n2 - 1);
  const variance = small * ((p1 * (1 - p1)) / n1 + (ratio * ratio * p2 * Math.max(0, 1 - p2)) / n2);
  const difference = x1 / n1 - (ratio * x2) / n2;
  return difference === 0 ? 0 : difference / Math.sqrt(variance);
}
