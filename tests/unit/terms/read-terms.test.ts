import { describe, expect, test } from 'vitest';
import { faultsOf, readTerms } from '#libs/terms/read-terms.js';
import { definitions, draftOf } from './drafts.js';

describe('a value', () => {
  test.for([
    ['uptime.target', '099.50', '99.5'],
    ['uptime.target', ' 99.9 ', '99.9'],
    ['uptime.minimumSample', '1000', '1000'],
    ['latency.threshold', '1200', '1200'],
    ['credits.monthlyCharge', '1200 EUR', '1200.00 EUR'],
    ['credits.monthlyCharge', '1200 JPY', '1200 JPY'],
    ['credits.monthlyCharge', '1200.5 KWD', '1200.500 KWD'],
    ['ownership.trainingUse', 'with-consent', 'with-consent'],
  ] as const)('%s %s is read as %s', ([path, value, read]) => {
    expect(readTerms(definitions, { [path]: value }).terms[path]).toBe(read);
  });

  test.for([
    ['uptime.target', '100.0001', 'at most 100'],
    ['uptime.target', '0', 'at least 50'],
    ['uptime.target', '99,5', 'plain number'],
    ['uptime.target', '-1', 'plain number'],
    ['uptime.target', '1e2', 'plain number'],
    ['uptime.target', 'NaN', 'plain number'],
    ['uptime.target', '99.99999', 'at most 4 decimals'],
    ['uptime.target', '９９', 'plain number'],
    ['uptime.target', [], 'number written as text'],
    ['uptime.method', 'five-nines', 'one of event-ratio'],
    ['uptime.method', [], 'one of event-ratio'],
    ['uptime.intervalMinutes', '7', 'divide an hour'],
    ['uptime.minimumRun', '2.5', 'whole number'],
    ['latency.threshold', '1234', 'three significant digits'],
    ['latency.threshold', '0', 'at least 1'],
    ['accuracy.maturityDays', '366', 'at most 365'],
    ['credits.monthlyCharge', '1200', 'amount and a currency'],
    ['credits.monthlyCharge', '1200.00 EUX', 'not a currency'],
    ['credits.monthlyCharge', '1200.505 EUR', 'at most 2 decimals in EUR'],
    ['credits.monthlyCharge', '12.5 JPY', 'whole number in JPY'],
    ['credits.monthlyCharge', '-5.00 EUR', 'plain number'],
    ['credits.monthlyCharge', '0 EUR', 'at least 0.01'],
    ['credits.uptimeTiers', '10 %', 'list of tiers'],
    ['credits.uptimeTiers', [], 'at least one tier'],
    ['credits.uptimeTiers', [{ bound: '99.5', inclusive: false, percent: '101' }], 'tier 1: the percent'],
    ['credits.uptimeTiers', [{ bound: 'low', inclusive: false, percent: '10' }], 'tier 1: the bound'],
  ] as const)('%s %j is refused: %s', ([path, value, reason]) => {
    const input = { [path]: Array.isArray(value) ? value.map((tier) => ({ ...tier })) : value };
    expect(readTerms(definitions, input as Parameters<typeof readTerms>[1]).terms).not.toHaveProperty([path]);
    const [fault] = faultsOf(definitions, input as Parameters<typeof faultsOf>[1]);
    expect(fault).toMatchObject({ pointer: `/terms/${path}`, code: 'TERM_INVALID' });
    expect(fault?.detail).toContain(reason);
  });

  test('an unknown path is refused, with its place escaped as a JSON pointer', () => {
    expect(faultsOf(definitions, { 'uptime/targ~t': '1' })).toEqual([
      { pointer: '/terms/uptime~1targ~0t', code: 'TERM_INVALID', detail: 'is not a term of this agreement' },
    ]);
  });
});

describe('a missing value', () => {
  test('is a finding but no fault: a draft may be incomplete', () => {
    const { terms } = draftOf({ 'uptime.target': null });
    expect(faultsOf(definitions, terms)).toEqual([]);
    expect(readTerms(definitions, terms).findings).toEqual([{ severity: 'error', family: 'uptime', path: 'uptime.target', message: 'Target has no value yet', rule: 'term.missing', source: null, fix: null }]);
  });

  test('an empty field counts as missing', () => {
    expect(readTerms(definitions, draftOf({ 'uptime.target': '' }).terms).findings).toHaveLength(1);
  });

  test.for([
    ['interval-average', 'uptime.intervalMinutes', 1],
    ['bad-minutes', 'uptime.intervalMinutes', 0],
    ['bad-minutes', 'uptime.errorThreshold', 1],
    ['bad-minutes', 'uptime.minimumRun', 1],
    ['event-ratio', 'uptime.emptyRule', 0],
    ['all-failed-minutes', 'uptime.emptyRule', 1],
  ] as const)('%s without %s gives %i findings: only terms of the chosen method are needed', ([method, path, count]) => {
    expect(readTerms(definitions, draftOf({ 'uptime.method': method, [path]: null }).terms).findings).toHaveLength(count);
  });
});
