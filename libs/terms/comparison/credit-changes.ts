import { Big } from 'big.js';
import type { CreditChange, Effect, TermChange } from '#libs/wire/comparisons.js';
import type { CreditSchedule, ObjectiveDefinition } from '#libs/wire/objectives.js';
import { type Money, minorUnits } from '#libs/wire/scalars.js';

/** What a breach is priced from. */
export interface Priced {
  readonly objectives: readonly ObjectiveDefinition[];
  readonly credits: CreditSchedule | null;
}

const monthsOf = { 'calendar-month': 1, 'calendar-quarter': 3 } as const;

/**
 * What one breached window would earn under both texts, for a value just beyond each bound that either of them names: the last
 * step it reaches × the charge of the window, at most the cap per window, rounded half up. Null where nothing is priced.
 */
export function creditChanges(left: Priced, right: Priced, terms: readonly TermChange[]): CreditChange[] {
  const keys = [...new Set([...right.objectives, ...left.objectives].map(({ key }) => key))];
  return keys.flatMap((key) => {
    const [before, after] = [left.objectives.find((one) => one.key === key), right.objectives.find((one) => one.key === key)];
    const shape = after ?? before;
    if (shape === undefined || (before !== undefined && before.direction !== shape.direction)) return [];
    return boundsOf(before, after).flatMap((bound): CreditChange[] => {
      const [one, other] = [creditBeyond(bound, before, left.credits), creditBeyond(bound, after, right.credits)];
      if (one?.amount === other?.amount && one?.currency === other?.currency) return [];
      return [{ key, label: `${shape.label} ${shape.direction === 'at-least' ? 'below' : 'above'} ${bound} ${shape.unit === 'percent' ? '%' : 'ms'}`, left: one, right: other, effect: effectOf(one, other), paths: pathsOf(key, terms) }];
    });
  });
}

/** Better bounds first. */
function boundsOf(before: ObjectiveDefinition | undefined, after: ObjectiveDefinition | undefined): string[] {
  const bounds = [...new Set([...(before?.tiers ?? []), ...(after?.tiers ?? [])].map(({ bound }) => new Big(bound).toFixed()))];
  const sign = (after ?? before)?.direction === 'at-least' ? -1 : 1;
  return bounds.toSorted((one, other) => sign * new Big(one).cmp(other));
}

function creditBeyond(bound: string, objective: ObjectiveDefinition | undefined, credits: CreditSchedule | null): Money | null {
  if (objective === undefined || credits === null) return null;
  const isReached = (tier: string) => (objective.direction === 'at-least' ? new Big(tier).gte(bound) : new Big(tier).lte(bound));
  const tier = objective.tiers.findLast((step) => isReached(step.bound));
  const { amount, currency } = credits.monthlyCharge;
  const charge = new Big(amount).times(monthsOf[objective.window.kind]);
  const percent = tier === undefined ? new Big(0) : lesser(new Big(tier.percent), new Big(credits.monthlyCapPercent));
  const units = minorUnits(currency) ?? 2;
  const credit = charge.times(percent).div(100).round(units, Big.roundHalfUp);
  return { amount: (credit.lt(credits.minimumPayout) ? new Big(0) : credit).toFixed(units), currency };
}

const lesser = (one: Big, other: Big): Big => (one.lt(other) ? one : other);

function effectOf(left: Money | null, right: Money | null): Effect {
  if (left !== null && right !== null && left.currency !== right.currency) return 'unranked';
  return new Big(right?.amount ?? 0).gt(left?.amount ?? 0) ? 'better' : 'worse';
}

/** What prices a breach of "uptime.availability": its steps, its target, its window, and what holds for all credits. */
function pathsOf(key: string, terms: readonly TermChange[]): string[] {
  const family = key.split('.')[0] ?? '';
  return terms.map(({ path }) => path).filter((path) => path === `credits.${family}Tiers` || path === `${family}.window` || (path.startsWith('credits.') && !path.endsWith('Tiers')));
}
