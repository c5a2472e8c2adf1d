import type { Fault } from '#libs/wire/errors.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { type Rational, compareRationals, rationalOf } from '#libs/measurement/rational.js';

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

/**
 * What is wrong with a list of tiers; nothing when it can be priced. A tier reaches from its bound to the next one, so gaps can
 * only lie before the first: it starts at the target, without it, because a value equal to the target is met. Bounds get
 * worse from tier to tier, percents are 0 to 100 and never fall.
 */
export function validateTiers(tiers: readonly Tier[], target: string, direction: Direction): readonly Fault[] {
  return tiers.flatMap((tier, index) => {
    const malformed = (['bound', 'percent'] as const).filter((field) => !decimal.test(tier[field]));
    if (malformed.length > 0) {
      return malformed.map((field) => fault(index, field, `"${tier[field]}" is not a decimal such as 99.5`));
    }
    return [...percentFaults(tier, index), ...(index === 0 ? startFaults(tier, target, direction) : orderFaults(tiers, index, direction))];
  });
}

const decimal = /^-?\d{1,18}(\.\d{1,12})?$/;

function percentFaults(tier: Tier, index: number): readonly Fault[] {
  const percent = rationalOf(tier.percent);
  const isShare = percent.numerator >= 0n && compareRationals(percent, rationalOf('100')) <= 0;
  return isShare ? [] : [fault(index, 'percent', `a tier pays 0 to 100 percent of the charge, not ${tier.percent}`)];
}

function startFaults(tier: Tier, target: string, direction: Direction): readonly Fault[] {
  const { bound } = tier;
  const distance = worseThan(direction, rationalOf(bound), rationalOf(target));
  if (distance > 0) return [fault(0, 'bound', `values between the target ${target} and ${bound} belong to no tier; the first tier starts at the target`)];
  if (distance < 0) return [fault(0, 'bound', `the first tier starts at the target ${target}, not at the better value ${bound}, which is no breach`)];
  return tier.inclusive ? [fault(0, 'inclusive', `a value equal to the target ${target} is met and earns nothing`)] : [];
}

function orderFaults(tiers: readonly Tier[], index: number, direction: Direction): readonly Fault[] {
  const [before, tier] = [tiers[index - 1]!, tiers[index]!];
  if (!decimal.test(before.bound) || !decimal.test(before.percent)) return [];
  const faults: Fault[] = [];
  const distance = worseThan(direction, rationalOf(tier.bound), rationalOf(before.bound));
  if (distance === 0) faults.push(fault(index, 'bound', `the bound ${tier.bound} is given twice`));
  if (distance < 0) faults.push(fault(index, 'bound', `${tier.bound} is better than ${before.bound} in the tier before; tiers go from the target to the worst`));
  if (compareRationals(rationalOf(tier.percent), rationalOf(before.percent)) < 0) {
    faults.push(fault(index, 'percent', `a worse tier pays ${tier.percent} percent, less than the ${before.percent} percent before it`));
  }
  return faults;
}

function fault(index: number, field: keyof Tier, detail: string): Fault {
  return { pointer: `/${index}/${field}`, code: 'TERM_INVALID', detail };
}
