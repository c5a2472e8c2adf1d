import { describe, expect, test } from 'vitest';
import { clockDueAt, nextDueAt } from '#libs/terms/clock-due.js';
import type { ClockDefinition } from '#libs/wire/objectives.js';

const source = { clauseId: 'c', termPath: 'c.days', termHash: 'ab' };
const clock = (changes: Partial<ClockDefinition>): ClockDefinition => ({
  key: 'c.days',
  label: 'Clock',
  kind: 'deadline',
  rule: '',
  basis: 'effective-until',
  direction: 'after',
  length: 30,
  unit: 'days',
  date: null,
  repeats: false,
  owedBy: 'vendor',
  zone: 'Europe/Lisbon',
  calendar: null,
  source,
  ...changes,
});
const dates = { effectiveFrom: '2026-01-01', effectiveUntil: '2026-12-31' };

describe('a clock falls due', () => {
  test.for<[string, Partial<ClockDefinition>, string]>([
    ['at the end of its thirtieth day after the last day', {}, '2027-01-31T00:00:00.000Z'],
    ['in the zone of the agreement', { zone: 'Asia/Kolkata' }, '2027-01-30T18:30:00.000Z'],
    ['thirty whole days before the end', { direction: 'before' }, '2026-12-02T00:00:00.000Z'],
    ['ninety days after the first day, which counts', { basis: 'effective-from', length: 90 }, '2026-03-31T23:00:00.000Z'],
    ['two months after the last day, at the end of a shorter month', { unit: 'months', length: 2 }, '2027-03-01T00:00:00.000Z'],
    ['two months before the end', { unit: 'months', length: 2, direction: 'before' }, '2026-11-01T00:00:00.000Z'],
    ['six months after the first day', { unit: 'months', length: 6, basis: 'effective-from', zone: 'UTC' }, '2026-07-01T00:00:00.000Z'],
    ['ten working days after the end, over New Year and weekends', { unit: 'working-days', length: 10, calendar: 'target', zone: 'UTC' }, '2027-01-16T00:00:00.000Z'],
    ['two working days before the end, over Christmas', { unit: 'working-days', length: 2, direction: 'before', calendar: 'target', zone: 'UTC' }, '2026-12-30T00:00:00.000Z'],
    ['seventy-two hours after the first day begins', { unit: 'hours', length: 72, basis: 'effective-from', zone: 'UTC' }, '2026-01-04T00:00:00.000Z'],
    ['at the end of a date of its own', { unit: 'date', length: null, date: '2026-06-30', basis: 'date' }, '2026-06-30T23:00:00.000Z'],
    ['with the agreement when it counts nothing', { length: 0 }, '2027-01-01T00:00:00.000Z'],
  ])('%s', ([, changes, due]) => {
    expect(clockDueAt(clock(changes), dates)).toBe(due);
  });

  test.for<[string, Partial<ClockDefinition>, typeof dates | { effectiveFrom: string; effectiveUntil: null }]>([
    ['an open-ended agreement', {}, { effectiveFrom: '2026-01-01', effectiveUntil: null }],
    ['a breach that has not happened', { basis: 'breach' }, dates],
    ['a window that is not known', { basis: 'window-end', unit: 'month-end', length: null }, dates],
  ])('only when its basis happens: %s', ([, changes, agreement]) => {
    expect(clockDueAt(clock(changes), agreement)).toBeNull();
  });
});

describe('a clock that repeats', () => {
  const audits = clock({ basis: 'effective-from', unit: 'months', length: 5, repeats: true, zone: 'UTC' });
  test.for([
    ['2026-01-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z'],
    ['2026-06-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T00:00:00.000Z', null],
  ] as const)('is due after %s at %s', ([after, due]) => {
    expect(nextDueAt(audits, dates, after)).toBe(due);
  });

  test('of the last day of a month stays on last days', () => {
    const monthly = { ...audits, length: 1 };
    expect(nextDueAt(monthly, { effectiveFrom: '2026-01-31', effectiveUntil: null }, '2026-03-01T00:00:00.000Z')).toBe('2026-03-31T00:00:00.000Z');
  });

  test('never repeats when it has no length, nor when it does not repeat', () => {
    expect(nextDueAt({ ...audits, length: 0 }, dates, '2026-02-01T00:00:00.000Z')).toBeNull();
    expect(nextDueAt({ ...audits, repeats: false }, dates, '2026-06-01T00:00:00.000Z')).toBeNull();
  });
});
