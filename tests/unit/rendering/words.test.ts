import { describe, expect, test } from 'vitest';
import { longInstant, longPeriod, shortDate, shortMonth } from '#libs/rendering/dates.js';
import { longDate } from '#libs/wire/long-date.js';
import { formatTerm } from '#libs/wire/format-term.js';
import { catalogue } from '#libs/terms/catalogue.js';
import type { TermValues } from '#libs/wire/terms.js';

describe('a term prints in its unit', () => {
  const steps = [
    { bound: '99.5', inclusive: false, percent: '10' },
    { bound: '99', inclusive: true, percent: '25' },
  ];
  test.for([
    ['uptime.target', '99.5', '99.5 %', {}],
    ['uptime.minimumSample', '1000000', '1,000,000', {}],
    ['uptime.minimumRun', '1', '1 minute', {}],
    ['uptime.graceHours', '24', '24 hours', {}],
    ['ownership.returnDays', '30', '30 days', {}],
    ['latency.threshold', '1200', '1,200 milliseconds', {}],
    ['credits.monthlyCharge', '1200.00 EUR', '1,200.00 EUR', {}],
    ['uptime.method', 'bad-minutes', 'bad minutes', {}],
    ['credits.uptimeTiers', steps, '10 % below 99.5 %; 25 % at or below 99 %', {}],
    ['credits.latencyTiers', steps, '10 % above 99.5 milliseconds; 25 % at or above 99 milliseconds', {}],
    ['credits.latencyTiers', steps, '10 % below 99.5 %; 25 % at or below 99 %', { 'latency.method': 'attainment' }],
    ['uptime.target', undefined, '[Target]', {}],
  ] as const)('%s %j as %s', ([path, value, text, others]) => {
    const definition = catalogue.find((term) => term.path === path);
    const terms: TermValues = { ...others, ...(value === undefined ? {} : { [path]: value }) };
    expect(definition && formatTerm(definition, terms)).toBe(text);
  });
});

describe('times are told in the zone of the agreement', () => {
  test.for([
    ['2026-03-28T23:30:00Z', 'Europe/Berlin', '29 March 2026, 00:30 (Europe/Berlin)'],
    ['2026-03-29T01:30:00Z', 'Europe/Berlin', '29 March 2026, 03:30 (Europe/Berlin)'],
    ['2026-01-31T18:30:00Z', 'Asia/Kolkata', '1 February 2026, 00:00 (Asia/Kolkata)'],
  ] as const)('%s in %s is %s', ([instant, zone, text]) => {
    expect(longInstant(instant, zone)).toBe(text);
  });

  test('dates, periods and months', () => {
    expect(longDate('2026-09-01')).toBe('1 September 2026');
    expect(longPeriod('2026-08-31T23:00:00Z', '2026-09-30T23:00:00Z', 'Europe/Lisbon')).toBe('1 September 2026, 00:00 to 1 October 2026, 00:00 (Europe/Lisbon)');
    expect(shortDate('2026-08-31T23:00:00Z', 'Europe/Lisbon')).toBe('2026-09-01');
    expect(shortMonth('2026-08-31T23:00:00Z', 'Europe/Lisbon')).toBe('Sep 2026');
  });
});
