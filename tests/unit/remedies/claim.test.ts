import { describe, expect, test } from 'vitest';
import { claimDueAt } from '#libs/remedies/claim.js';
import { claimObstacleOf, countdown } from '#libs/remedies/claim-clock.js';

describe('a claim is due', () => {
  test.each([
    ['days after the window', 'days-after-window', 30, '2026-02-01T00:00:00Z', 'UTC', '2026-03-03T00:00:00.000Z'],
    ['days after the window, across a change of clocks', 'days-after-window', 30, '2026-03-01T00:00:00Z', 'Europe/Lisbon', '2026-03-30T23:00:00.000Z'],
    ['at the end of the month after a January', 'end-of-following-month', 0, '2026-02-01T00:00:00Z', 'UTC', '2026-03-01T00:00:00.000Z'],
    ['at the end of the month after a December', 'end-of-following-month', 0, '2026-01-01T00:00:00Z', 'UTC', '2026-02-01T00:00:00.000Z'],
    ['at the end of the month after one that was cut short', 'end-of-following-month', 0, '2026-01-15T00:00:00Z', 'UTC', '2026-03-01T00:00:00.000Z'],
    ['at the end of the month as its zone sees it', 'end-of-following-month', 0, '2026-03-31T23:00:00Z', 'Europe/Lisbon', '2026-04-30T23:00:00.000Z'],
  ] as const)('%s', (_, claim, claimDays, windowEnd, zone, dueAt) => {
    expect(claimDueAt({ claim, claimDays }, windowEnd, zone)).toBe(dueAt);
  });

  test('only in a zone that exists', () => {
    expect(() => claimDueAt({ claim: 'days-after-window', claimDays: 1 }, '2026-02-01T00:00:00Z', 'Moon/Sea')).toThrow('"Moon/Sea" is not a time zone');
  });
});

describe('the countdown', () => {
  const due = '2026-03-03T00:00:00Z';

  test.each([
    ['2026-02-01T00:00:00Z', { closed: false, days: 30, hours: 0, minutes: 0 }],
    ['2026-03-01T21:29:30Z', { closed: false, days: 1, hours: 2, minutes: 30 }],
    ['2026-03-03T00:00:00Z', { closed: false, days: 0, hours: 0, minutes: 0 }],
    ['2026-03-03T00:00:00.001Z', { closed: true, days: 0, hours: 0, minutes: 0 }],
  ])('at %s', (now, left) => {
    expect(countdown(due, now)).toEqual(left);
  });
});

describe('a credit', () => {
  const claimable = { state: 'open', credit: { amount: '0.01', currency: 'EUR' }, claimDueAt: '2026-03-03T00:00:00Z' } as const;

  test.each([
    ['of an open breach, at the last instant', claimable, null],
    ['without a clock', { ...claimable, claimDueAt: null }, null],
    ['whose clock has run out', { ...claimable, claimDueAt: '2026-03-02T23:59:59.999Z' }, 'late'],
    ['of nothing', { ...claimable, credit: { amount: '0.00', currency: 'EUR' } }, 'no-credit'],
    ['that is not agreed', { ...claimable, credit: null }, 'no-credit'],
    ['that is claimed', { ...claimable, state: 'claimed' }, 'claimed'],
    ['of a withdrawn breach', { ...claimable, state: 'withdrawn' }, 'withdrawn'],
  ] as const)('%s', (_, breach, obstacle) => {
    expect(claimObstacleOf(breach, '2026-03-03T00:00:00Z')).toBe(obstacle);
  });
});
