import type { ClockDefinition, CreditSchedule } from '#libs/wire/objectives.js';
import { moneyOf } from '../money.js';
import { codeOf, integerOf, textOf } from '../value-of.js';
import type { Context } from './context.js';

/** The price of breaches. Without a minimum payout every credit is paid; `claimDays` is 0 where the rule counts no days. */
export function compileCredits({ terms, sourceOf }: Context): CreditSchedule {
  const claim = claimRule(terms);
  return {
    monthlyCharge: moneyOf(textOf(terms, 'credits.monthlyCharge')),
    monthlyCapPercent: textOf(terms, 'credits.monthlyCap'),
    rollingCapPercent: textOf(terms, 'credits.rollingCap'),
    minimumPayout: terms['credits.minimumPayout'] === undefined ? '0' : moneyOf(textOf(terms, 'credits.minimumPayout')).amount,
    ...(terms['credits.base'] === undefined ? {} : { base: codeOf(terms, 'credits.base', ['agreement', 'system']) }),
    ...(terms['credits.multiBreach'] === undefined ? {} : { multiBreach: codeOf(terms, 'credits.multiBreach', ['sum', 'highest']) }),
    ...(terms['credits.pool'] === undefined ? {} : { poolPercent: textOf(terms, 'credits.pool') }),
    claim,
    claimDays: claim === 'days-after-window' ? integerOf(terms, 'credits.claimDays') : 0,
    source: sourceOf('credits.monthlyCharge'),
  };
}

/** The clock that runs from the end of a breached window until the credit is forfeited. */
export function compileClaimClock({ terms, draft, sourceOf }: Context): ClockDefinition {
  const monthEnd = claimRule(terms) === 'end-of-following-month';
  const length = monthEnd ? null : integerOf(terms, 'credits.claimDays');
  return {
    key: 'credits.claim-window',
    label: 'Claim a credit',
    kind: 'claim-window',
    rule: monthEnd ? 'end of the calendar month that follows the window' : `${length} calendar days after the window ends`,
    basis: 'window-end',
    direction: 'after',
    length,
    unit: monthEnd ? 'month-end' : 'days',
    date: null,
    repeats: false,
    owedBy: 'customer',
    zone: draft.zone,
    calendar: null,
    source: sourceOf(monthEnd ? 'credits.claimRule' : 'credits.claimDays'),
  };
}

const claimRule = (terms: Context['terms']) => codeOf(terms, 'credits.claimRule', ['days-after-window', 'end-of-following-month']);
