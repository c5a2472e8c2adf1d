import { describe, expect, test } from 'vitest';
import { canonical } from '#libs/evidence/canonical.js';
import { compile } from '#libs/terms/compile.js';
import { FineprintError } from '#libs/wire/errors.js';
import { ClockDefinition, CreditSchedule, ObjectiveDefinition } from '#libs/wire/objectives.js';
import { clauses, draftOf } from './drafts.js';

const compiled = (changes: Parameters<typeof draftOf>[0] = {}) => compile({ clauses, draft: draftOf(changes), digest: canonical });

test('every service level becomes an objective, every date a clock, the credits a schedule, all in wire form', () => {
  const { objectives, clocks, credits } = compiled();
  expect(objectives.map(({ key }) => key)).toEqual(['uptime.availability', 'latency.percentile', 'accuracy.precision']);
  expect(clocks.map(({ key }) => key)).toEqual(expect.arrayContaining(['credits.claim-window', 'ownership.returnDays', 'ownership.deletionDays', 'agreement.term-end']));
  expect(objectives.map((objective) => ObjectiveDefinition.parse(objective))).toEqual(objectives);
  expect(clocks.map((clock) => ClockDefinition.parse(clock))).toEqual(clocks);
  expect(CreditSchedule.parse(credits)).toEqual(credits);
});

describe('the availability method', () => {
  test.for([
    ['event-ratio', { availability: 'event-ratio' }],
    ['interval-average', { availability: 'interval-average', emptyRule: 'not-measured', intervalMinutes: 5 }],
    ['bad-minutes', { availability: 'bad-minutes', emptyRule: 'not-measured', errorThreshold: '5', minimumRun: 1 }],
    ['all-failed-minutes', { availability: 'all-failed-minutes', emptyRule: 'not-measured' }],
  ] as const)('%s carries exactly its own parameters', ([method, expected]) => {
    expect(compiled({ 'uptime.method': method }).objectives[0]?.method).toEqual(expected);
  });
});

test('latency compiles to a ceiling in milliseconds or to a share of events', () => {
  expect(compiled().objectives[1]).toMatchObject({ direction: 'at-most', target: '300', unit: 'milliseconds', method: { percentile: '95' } });
  const attainment = compiled({ 'latency.method': 'attainment', 'credits.latencyTiers': [{ bound: '99', inclusive: false, percent: '5' }] });
  expect(attainment.objectives[1]).toMatchObject({ direction: 'at-least', target: '99', unit: 'percent', method: { thresholdMilliseconds: 300 } });
});

test('every source names the clause, the term and the values the clause was compiled from', () => {
  const { objectives } = compiled({ 'uptime.target': '99.5' });
  const source = objectives[0]?.source;
  expect(source).toMatchObject({ clauseId: 'uptime', termPath: 'uptime.target' });
  expect(source?.termHash).toBe(compiled({ 'uptime.target': '99.50' }).objectives[0]?.source.termHash);
  expect(source?.termHash).not.toBe(compiled({ 'uptime.minimumSample': '999' }).objectives[0]?.source.termHash);
});

test('an agreement without a family compiles without it', () => {
  const light = clauses.filter(({ family }) => family !== 'accuracy' && family !== 'credits');
  const terms = Object.fromEntries(Object.entries(draftOf().terms).filter(([path]) => !/^(accuracy|credits)/.test(path)));
  const { objectives, clocks, credits } = compile({ clauses: light, draft: { ...draftOf(), effectiveUntil: null, terms }, digest: canonical });
  expect(objectives.map(({ key, tiers }) => [key, tiers])).toEqual([['uptime.availability', []], ['latency.percentile', []]]);
  expect(clocks.map(({ key }) => key)).toEqual(expect.arrayContaining(['ownership.returnDays', 'ownership.deletionDays']));
  expect(clocks.map(({ key }) => key)).not.toContain('agreement.term-end');
  expect(credits).toBeNull();
});

test('a draft with errors is refused, and the refusal points to each place', () => {
  const draft = { ...draftOf({ 'uptime.target': null }), zone: 'Europe/Atlantis' };
  expect(() => compile({ clauses, draft, digest: canonical })).toThrow(FineprintError);
  expect(() => compile({ clauses, draft, digest: canonical })).toThrow(
    expect.objectContaining({ code: 'TERM_INVALID', faults: [expect.objectContaining({ pointer: '/terms/uptime.target' }), expect.objectContaining({ pointer: '/zone' })] }),
  );
});

test('without a minimum payout every credit is paid, and a rule without days counts none', () => {
  expect(compiled().credits).toMatchObject({ minimumPayout: '0', monthlyCharge: { amount: '1200.00', currency: 'EUR' } });
  const rule = { 'credits.claimRule': 'end-of-following-month', 'accuracy.maturityDays': '20', 'credits.minimumPayout': '1 EUR' };
  expect(compiled(rule).credits).toMatchObject({ claimDays: 0, minimumPayout: '1.00' });
  expect(compiled(rule).clocks[0]).toMatchObject({ length: null, unit: 'month-end' });
});
