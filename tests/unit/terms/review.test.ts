import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { definitionsFor } from '#libs/terms/catalogue.js';
import { review } from '#libs/terms/review.js';
import { clauses, draftOf } from './drafts.js';

const definitions = definitionsFor(clauses);
const tier = (bound: string, percent: string, inclusive = false) => ({ bound, inclusive, percent });
const errorsOf = (draft = draftOf()) => review(draft, definitions).filter(({ severity }) => severity === 'error');

test('a sound draft has no errors', () => {
  expect(errorsOf()).toEqual([]);
});

describe('tiers', () => {
  test.for([
    ['do not start at the target', [tier('99', '10')], 'starts at 99, but the target is 99.5'],
    ['are reversed', [tier('99.5', '10'), tier('99.7', '20')], 'must be worse than tier 1'],
    ['repeat a bound', [tier('99.5', '10'), tier('99.5', '20')], 'must be worse than tier 1'],
    ['pay less for worse', [tier('99.5', '10'), tier('99', '10')], 'not more than the 10 %'],
    ['include the target', [tier('99.5', '10', true)], 'equal to the target is met'],
  ] as const)('that %s are refused', ([, uptimeTiers, message]) => {
    expect(errorsOf(draftOf({ 'credits.uptimeTiers': [...uptimeTiers] }))).toMatchObject([
      { severity: 'error', path: 'credits.uptimeTiers', message: expect.stringContaining(message) },
    ]);
  });

  test('of a latency percentile get worse upwards and stay exactly measurable', () => {
    expect(errorsOf(draftOf({ 'credits.latencyTiers': [tier('300', '5'), tier('250', '10')] }))).toHaveLength(1);
    const [finding] = errorsOf(draftOf({ 'credits.latencyTiers': [tier('300', '5'), tier('1234', '10')] }));
    expect(finding?.message).toContain('three significant digits');
  });

  test('of a latency attainment get worse downwards from the attainment', () => {
    const attainment = { 'latency.method': 'attainment', 'latency.attainment': '99' };
    expect(errorsOf(draftOf({ ...attainment, 'credits.latencyTiers': [tier('99', '5'), tier('95', '10')] }))).toEqual([]);
    expect(errorsOf(draftOf({ ...attainment, 'credits.latencyTiers': [tier('300', '5')] }))).toHaveLength(1);
  });

  test('in strictly worse order with rising credits from the target are always accepted', () => {
    const falling = fc.uniqueArray(fc.integer({ min: 1, max: 9950 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(falling, (bounds) => {
        const sorted = [9950, ...bounds.filter((bound) => bound < 9950).toSorted((one, other) => other - one)];
        const uptimeTiers = sorted.map((bound, at) => tier(String(bound / 100), String(at + 1)));
        expect(errorsOf(draftOf({ 'credits.uptimeTiers': uptimeTiers }))).toEqual([]);
      }),
    );
  });
});

describe('the claim window', () => {
  test.for([
    ['30 days for accuracy final after 30', { 'credits.claimDays': '30', 'accuracy.maturityDays': '30' }, 1],
    ['31 days for accuracy final after 30', { 'credits.claimDays': '31', 'accuracy.maturityDays': '30' }, 0],
    ['the end of the following month for accuracy final after 28', { 'credits.claimRule': 'end-of-following-month', 'accuracy.maturityDays': '28' }, 1],
    ['the end of the following month for accuracy final after 27', { 'credits.claimRule': 'end-of-following-month', 'accuracy.maturityDays': '27' }, 0],
    ['1 day for events awaited 24 hours', { 'credits.claimDays': '1', 'accuracy.maturityDays': '0' }, 2],
  ] as const)('of %s gives %i errors', ([, changes, count]) => {
    expect(errorsOf(draftOf(changes))).toHaveLength(count);
  });
});

test.for([
  ['data deleted before its return', { 'ownership.returnDays': '60', 'ownership.deletionDays': '60' }, 'ownership.deletionDays'],
  ['a confidence rule for F1', { 'accuracy.metric': 'f1', 'accuracy.decision': 'confidence' }, 'accuracy.decision'],
  ['a payout in another currency', { 'credits.minimumPayout': '1.00 USD' }, 'credits.minimumPayout'],
] as const)('%s is an error at its term', ([, changes, path]) => {
  expect(errorsOf(draftOf(changes)).map((finding) => finding.path)).toEqual([path]);
});

test.for([
  ['a last day before the first', { effectiveUntil: '2025-12-31' }, 'effectiveUntil'],
  ['a last day equal to the first', { effectiveUntil: '2026-01-01' }, 'effectiveUntil'],
  ['a zone that does not exist', { zone: 'Europe/Atlantis' }, 'zone'],
] as const)('%s is an error', ([, changes, path]) => {
  expect(errorsOf({ ...draftOf(), ...changes }).map((finding) => finding.path)).toEqual([path]);
});

test('what is merely risky is a warning, and the worst come first', () => {
  const findings = review({ ...draftOf({ 'credits.monthlyCap': '5', 'uptime.target': null }), effectiveFrom: '2026-01-15' }, definitions);
  expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning', 'warning', 'warning', 'note']);
});
