import { describe, expect, test } from 'vitest';
import { catalogue } from '#libs/terms/catalogue.js';
import { commerceFindings } from '#libs/terms/rules/commerce.js';
import type { TermValues } from '#libs/wire/terms.js';

const year = { effectiveFrom: '2026-01-01', effectiveUntil: '2026-12-31' };
const sound: TermValues = {
  'credits.monthlyCharge': '1200.00 EUR',
  'payment.fee': '1200.00 EUR',
  'term.firstMonths': '12',
  'retraining.trigger': ['accuracy', 'schedule'],
  'accuracy.target': '30',
  'credits.chronicBreaches': '3',
  'credits.chronicMonths': '6',
};
const findings = (changes: TermValues = {}, dates: { readonly effectiveFrom: string; readonly effectiveUntil: string | null } = year) => commerceFindings(dates, { ...sound, ...changes }, catalogue);

test('an agreement with one currency, one charge and one last day has nothing to say', () => {
  expect(findings()).toEqual([]);
  expect(commerceFindings(year, {}, catalogue)).toEqual([]);
});

describe('the reader is told', () => {
  test.for<[what: string, changes: TermValues, severity: string, path: string, words: string]>([
    ['that the fee is in another currency than credits', { 'payment.fee': '1200.00 USD' }, 'error', 'payment.fee', 'is in USD'],
    ['that another amount is', { 'retraining.fixedPrice': '900 JPY' }, 'warning', 'retraining.fixedPrice', 'is in JPY'],
    ['that credits are a percent of something else than the fee', { 'payment.fee': '1500.00 EUR' }, 'warning', 'credits.monthlyCharge', 'the monthly fee is 1500.00 EUR'],
    ['that the first term and the last day differ', { 'term.firstMonths': '24' }, 'warning', 'term.firstMonths', 'runs to 2027-12-31'],
    ['of a trigger that nothing can pull', { 'retraining.trigger': ['accuracy', 'drift'] }, 'warning', 'retraining.trigger', 'nothing about drift'],
    ['of more breaches than there are windows', { 'credits.chronicBreaches': '7' }, 'warning', 'credits.chronicBreaches', 'can never happen'],
  ])('%s', ([, changes, severity, path, words]) => {
    expect(findings(changes)).toEqual([{ severity, path, message: expect.stringContaining(words) }]);
  });
});

test.for([
  ['where the charge is that of each system', { 'credits.base': 'system', 'payment.fee': '2400.00 EUR' }, year],
  ['where no last day is agreed', { 'term.firstMonths': '36' }, { ...year, effectiveUntil: null }],
  ['as many breaches as months', { 'credits.chronicBreaches': '6' }, year],
] as const)('nothing is said %s', ([, changes, dates]) => {
  expect(findings(changes, dates)).toEqual([]);
});
