import { type Bounds, bounds, undefinedBounds } from './bounds.js';
import { type Figure, figure, undefinedFigure } from './figure.js';
import { type Proportion, wilsonAt } from './proportion.js';
import { criticalZ } from './proportion-bounds.js';

/** p1 - p2; undefined without trials on a side. */
export function rateDifference(group: Proportion, reference: Proportion): Figure {
  if (group.total === 0 || reference.total === 0) return undefinedFigure('no-rows');
  return figure(group.successes / group.total - reference.successes / reference.total);
}

/**
 * Newcombe's interval of a difference of rates (1998, method 10): the distances of both rates to their Wilson ends, squared and added.
 * Lies in -1 to 1; undefined without trials on a side.
 */
export function newcombe(group: Proportion, reference: Proportion, confidence: number): Bounds {
  const z = criticalZ(confidence);
  const [one, two] = [wilsonAt(group, z), wilsonAt(reference, z)];
  if (one === null || two === null) return undefinedBounds('no-rows');
  const [p1, p2] = [group.successes / group.total, reference.successes / reference.total];
  return bounds(p1 - p2 - Math.hypot(p1 - one.low, two.high - p2), p1 - p2 + Math.hypot(one.high - p1, p2 - two.low));
}
