import Big from 'big.js';
import type { Credit } from '#libs/wire/breaches.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { CreditSchedule } from '#libs/wire/objectives.js';
import { minorUnits } from '#libs/wire/scalars.js';
import { type Rational, decimalOf } from '#libs/measurement/statistics/rational.js';
import { type Direction, type Tier, tierOf } from './tiers.js';

/** What a credit is priced from. Amounts are decimal texts in the currency of the schedule's charge. */
export interface CreditFacts {
  readonly schedule: Pick<CreditSchedule, 'monthlyCharge' | 'monthlyCapPercent' | 'rollingCapPercent' | 'minimumPayout' | 'multiBreach' | 'poolPercent'>;
  /** From the target to the worst, as the review of a draft demands before it can be frozen. */
  readonly tiers: readonly Tier[];
  readonly direction: Direction;
  /** The measured value without rounding. */
  readonly value: Rational;
  /** Charge of the window. */
  readonly charge: string;
  /** Charges and credits of the eleven months before it. */
  readonly last11: { readonly charge: string; readonly credit: string };
  /** Credits of breaches whose windows end with this one and that were opened before it; matters only under a pool, or where only the highest counts. */
  readonly sameWindow?: string;
}

type Step = Credit['steps'][number];

/**
 * The credit for a value: tier % × charge, then at most monthlyCap % × charge, then at most
 * rollingCap % × (charge of the last 11 months + charge) - credit of the last 11 months, never below 0. Where only the highest credit
 * of a window counts, what was credited for it before comes off; under a pool, at most what is left of pool % × charge. Rounded once,
 * half up, to the currency's smallest unit; less than the minimum payout is not paid.
 */
export function creditOf(facts: CreditFacts): Credit {
  const tier = tierOf(facts.tiers, facts.direction, facts.value);
  return tier === undefined ? withoutTier(facts) : ofTier(tier, facts);
}

/**
 * The same credit under other charges and credits of the months before. Its tier stays: the exact value that decided it is not
 * kept, so the derivation says which it was.
 */
export function repriced(credit: Credit, facts: Omit<CreditFacts, 'value'>): Credit {
  const tier = facts.tiers.find((candidate) => tierLabel(facts.direction, candidate) === credit.steps[0]?.label);
  return tier === undefined ? credit : ofTier(tier, facts);
}

function withoutTier({ schedule, value }: CreditFacts): Credit {
  const { currency } = schedule.monthlyCharge;
  const amount = Big(0).toFixed(minorUnits(currency) ?? 2);
  return { amount: { amount, currency }, steps: [step('No tier applies', `measured ${decimalOf(value, 6)}`, Big(0))] };
}

function ofTier(tier: Tier, facts: Omit<CreditFacts, 'value'>): Credit {
  const { schedule, direction } = facts;
  const charge = amountOf(facts.charge, 'the charge');
  const last11Charge = amountOf(facts.last11.charge, 'the charge of the last 11 months');
  const last11Credit = amountOf(facts.last11.credit, 'the credit of the last 11 months');
  const currency = schedule.monthlyCharge.currency;
  const units = minorUnits(currency) ?? 2;

  const priced = percentOf(tier.percent, charge);
  const monthlyCap = percentOf(schedule.monthlyCapPercent, charge);
  const afterMonthly = lesser(priced, monthlyCap);
  const rollingCap = percentOf(schedule.rollingCapPercent, last11Charge.plus(charge)).minus(last11Credit);
  const afterRolling = lesser(afterMonthly, rollingCap);
  const notNegative = atLeastZero(afterRolling);
  const shared = afterSharing(notNegative, charge, facts);
  const rounded = shared.amount.round(units, Big.roundHalfUp);
  const paid = rounded.lt(schedule.minimumPayout) ? Big(0) : rounded;
  const chargeText = shown(charge);
  return {
    amount: { amount: paid.toFixed(units), currency },
    steps: [
      step(tierLabel(direction, tier), `${tier.percent} % × ${chargeText}`, priced),
      step('Cap per window', `min(${shown(priced)}, ${schedule.monthlyCapPercent} % × ${chargeText})`, afterMonthly),
      step(
        'Cap over 12 months',
        `min(${shown(afterMonthly)}, ${schedule.rollingCapPercent} % × (${shown(last11Charge)} + ${chargeText}) - ${shown(last11Credit)})`,
        afterRolling,
      ),
      step('Never below zero', `max(0, ${shown(afterRolling)})`, notNegative),
      ...shared.steps,
      step('Rounding', `half up to ${units} ${units === 1 ? 'decimal' : 'decimals'}`, rounded),
      step('Minimum payout', `${shown(rounded)} ${rounded.lt(schedule.minimumPayout) ? '<' : '>='} ${schedule.minimumPayout}`, paid),
    ],
  };
}

/** What is left of a credit beside those of the same window. The sum over a window does not depend on their order: the highest, or the pool. */
function afterSharing(credit: Big, charge: Big, { schedule, sameWindow = '0' }: Omit<CreditFacts, 'value'>): { readonly amount: Big; readonly steps: readonly Step[] } {
  const before = amountOf(sameWindow, 'the credit of the same window');
  const steps: Step[] = [];
  let amount = credit;
  if (schedule.multiBreach === 'highest') {
    const beyond = atLeastZero(amount.minus(before));
    steps.push(step('Highest of the window', `max(0, ${shown(amount)} - ${shown(before)})`, beyond));
    amount = beyond;
  }
  if (schedule.poolPercent !== undefined) {
    const left = atLeastZero(percentOf(schedule.poolPercent, charge).minus(before));
    const within = lesser(amount, left);
    steps.push(step('Pool of the window', `min(${shown(amount)}, max(0, ${schedule.poolPercent} % × ${shown(charge)} - ${shown(before)}))`, within));
    amount = within;
  }
  return { amount, steps };
}

function tierLabel(direction: Direction, { bound, inclusive }: Tier): string {
  const [equal, beyond] = direction === 'at-least' ? ['or below', 'below'] : ['or above', 'above'];
  return inclusive ? `Tier: ${bound} ${equal}` : `Tier: ${beyond} ${bound}`;
}

function amountOf(text: string, what: string): Big {
  if (!/^\d{1,18}(\.\d{1,12})?$/.test(text)) throw new FineprintError('INVALID', `${what} is a decimal of zero or more, not "${text}"`);
  return Big(text);
}

function percentOf(percent: string, amount: Big): Big {
  return amount.times(percent).times('0.01');
}

function atLeastZero(amount: Big): Big {
  return amount.lt(0) ? Big(0) : amount;
}

function lesser(a: Big, b: Big): Big {
  return a.lt(b) ? a : b;
}

/** A step shows at most twelve decimals; the next step is computed from the exact amount. */
function shown(amount: Big): string {
  return amount.round(12, Big.roundHalfUp).toFixed();
}

function step(label: string, formula: string, amount: Big): Step {
  return { label, formula, amount: shown(amount) };
}
