import { describe, expect, test } from 'vitest';
import { type CalendarAgreement, calendarEntries, claimEntry } from '#libs/terms/calendar-entries.js';
import type { ClockDefinition } from '#libs/wire/objectives.js';

const clock = (changes: Partial<ClockDefinition> = {}): ClockDefinition => ({
  key: 'term.renewalNotice',
  label: 'Notice of renewal',
  kind: 'deadline',
  rule: 'in words',
  basis: 'effective-until',
  direction: 'before',
  length: 30,
  unit: 'days',
  date: null,
  repeats: false,
  owedBy: 'customer',
  zone: 'Europe/Lisbon',
  calendar: null,
  source: { clauseId: 'term', termPath: 'term.renewalNotice', termHash: '0' },
  ...changes,
});
const agreement = (definition: ClockDefinition, changes: Partial<CalendarAgreement> = {}): CalendarAgreement => ({
  id: 'a',
  title: 'Lead scoring',
  vendorName: 'Leadmind',
  effectiveFrom: '2026-01-01',
  effectiveUntil: '2026-12-31',
  clocks: [{ id: 'c', definition }],
  obligations: [],
  ...changes,
});
const days = (definition: ClockDefinition, from = '2026-01-01', to = '2027-12-31') => calendarEntries(agreement(definition), from, to).map(({ date }) => date);

describe('days of a clock', () => {
  test.for([
    ['after the last day', clock({ direction: 'after' }), ['2027-01-30']],
    ['on a date', clock({ unit: 'date', date: '2026-06-30', length: null }), ['2026-06-30']],
    ['every month', clock({ basis: 'effective-from', direction: 'after', unit: 'months', length: 3, repeats: true }), ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31']],
    ['when an incident happens', clock({ basis: 'incident', direction: 'after' }), []],
  ] as const)('%s', ([, definition, expected]) => {
    expect(days(definition)).toEqual(expected);
  });

  test('are those of the period, both ends included', () => {
    const due = clock({ unit: 'date', date: '2026-06-30', length: null });
    expect(days(due, '2026-06-30', '2026-06-30')).toEqual(['2026-06-30']);
    expect(days(due, '2026-07-01', '2026-07-31')).toEqual([]);
    expect(days(due, '2026-06-01', '2026-06-29')).toEqual([]);
  });
});

test('an entry keeps its id and says what is owed by it', () => {
  const obligation = { key: 'term.report', label: 'Report', owedBy: 'vendor', text: 'A report on renewals', evidence: 'the report', clockKey: 'term.renewalNotice', source: clock().source } as const;
  const [entry] = calendarEntries(agreement(clock({ direction: 'after' }), { obligations: [obligation, { ...obligation, clockKey: null, text: 'Other' }] }), '2026-01-01', '2027-12-31');
  expect(entry).toMatchObject({ id: 'c-2027-01-30', owes: ['A report on renewals'], isDayEnd: true, owedBy: 'customer', path: '/agreements/a/overview' });
});

test('a clock of hours is due at its time, not at the end of a day', () => {
  const [entry] = calendarEntries(agreement(clock({ basis: 'effective-from', direction: 'after', unit: 'hours', length: 36 })), '2026-01-01', '2026-12-31');
  expect(entry).toMatchObject({ date: '2026-01-02', dueAt: '2026-01-02T12:00:00.000Z', isDayEnd: false });
});

test('a claim is due on the last day of its window, in the zone of the objective', () => {
  const claim = { breachId: 'b', agreementId: 'a', agreementTitle: 'Lead scoring', vendorName: 'Leadmind', label: 'Availability', dueAt: '2026-06-30T23:00:00.000Z', zone: 'Europe/Lisbon' };
  expect(claimEntry(claim)).toMatchObject({ id: 'b-claim', date: '2026-06-30', isDayEnd: true, owedBy: 'customer', path: '/breaches/b' });
});
