import { Temporal } from 'temporal-polyfill';
import type { AgreementDraft } from '#libs/wire/agreements.js';
import type { TermDefinition, TermValues } from '#libs/wire/terms.js';
import type { Remark } from '../finding.js';
import { moneyOf } from '../money.js';
import { integerOf, membersOf, textOf } from '../value-of.js';

const [charge, fee] = ['credits.monthlyCharge', 'payment.fee'];
/** Has a rule of its own: it is part of a credit. */
const payout = 'credits.minimumPayout';

/** Money and time of the whole agreement: one currency, one charge, one last day, triggers and counts that can be reached. */
export function commerceFindings(draft: Pick<AgreementDraft, 'effectiveFrom' | 'effectiveUntil'>, terms: TermValues, definitions: readonly TermDefinition[]): Remark[] {
  return [...currencies(terms, definitions), ...charges(terms), ...firstTerm(draft, terms), ...triggers(terms), ...chronic(terms)];
}

function currencies(terms: TermValues, definitions: readonly TermDefinition[]): Remark[] {
  const money = definitions.filter(({ path, kind }) => kind === 'money' && path !== payout && terms[path] !== undefined);
  const first = money.find(({ path }) => path === charge) ?? money.find(({ path }) => path === fee);
  if (first === undefined) return [];
  const currency = moneyOf(textOf(terms, first.path)).currency;
  return money.flatMap(({ path, label }): Remark[] => {
    const other = moneyOf(textOf(terms, path)).currency;
    if (other === currency) return [];
    return [{ severity: path === fee ? 'error' : 'warning', path, message: `${label} is in ${other}, but ${first.label} is in ${currency}` }];
  });
}

function charges(terms: TermValues): Remark[] {
  if (terms[charge] === undefined || terms[fee] === undefined || terms['credits.base'] === 'system') return [];
  const [one, other] = [moneyOf(textOf(terms, charge)), moneyOf(textOf(terms, fee))];
  if (one.currency !== other.currency || one.amount === other.amount) return [];
  return [{ severity: 'warning', path: charge, message: `Credits are a percent of ${textOf(terms, charge)}, but the monthly fee is ${textOf(terms, fee)}` }];
}

function firstTerm({ effectiveFrom, effectiveUntil }: Pick<AgreementDraft, 'effectiveFrom' | 'effectiveUntil'>, terms: TermValues): Remark[] {
  const path = 'term.firstMonths';
  if (terms[path] === undefined || effectiveUntil === null) return [];
  const last = Temporal.PlainDate.from(effectiveFrom).add({ months: integerOf(terms, path) }).subtract({ days: 1 }).toString();
  if (last === effectiveUntil) return [];
  return [{ severity: 'warning', path, message: `The first term runs to ${last}, but the last day of the agreement is ${effectiveUntil}, which prevails` }];
}

/** Breaches that oblige to retrain, and the term that makes such a breach possible. */
const breachable = { accuracy: 'accuracy.target', drift: 'drift.limit', bias: 'bias.statistic' } as const;

function triggers(terms: TermValues): Remark[] {
  const path = 'retraining.trigger';
  const chosen = membersOf(terms, path);
  const idle = Object.entries(breachable).filter(([trigger, term]) => chosen.includes(trigger) && terms[term] === undefined);
  return idle.map(([trigger]) => ({ severity: 'warning', path, message: `A breach of ${trigger} is to trigger a retraining, but the agreement promises nothing about ${trigger} that could be breached` }));
}

/** A service level has at most one breach per window. */
function chronic(terms: TermValues): Remark[] {
  const path = 'credits.chronicBreaches';
  if (terms[path] === undefined || terms['credits.chronicMonths'] === undefined) return [];
  const [breaches, months] = [integerOf(terms, path), integerOf(terms, 'credits.chronicMonths')];
  if (breaches <= months) return [];
  return [{ severity: 'warning', path, message: `${breaches} breaches within ${months} months can never happen: a service level is breached at most once a month` }];
}
