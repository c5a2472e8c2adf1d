import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { type Rational, compareRationals, rationalOf } from '#libs/measurement/statistics/rational.js';

export type Direction = ObjectiveDefinition['direction'];
export type Tier = ObjectiveDefinition['tiers'][number];

/** How much worse a value is than a bound: positive is worse, 0 is equal, negative is better. */
export function worseThan(direction: Direction, value: Rational, bound: Rational): -1 | 0 | 1 {
  return direction === 'at-least' ? compareRationals(bound, value) : compareRationals(value, bound);
}

/** The last tier that a value falls under: worse than its bound, or equal to it when the tier is inclusive. */
export function tierOf(tiers: readonly Tier[], direction: Direction, value: Rational): Tier | undefined {
  return tiers.findLast((tier) => worseThan(direction, value, rationalOf(tier.bound)) >= (tier.inclusive ? 0 : 1));
}
