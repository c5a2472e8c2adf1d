import { describe, expect, test } from 'vitest';
import { inForce } from '#libs/terms/in-force.js';

describe('the time an agreement is in force', () => {
  test.each([
    ['a year in Lisbon', '2026-01-01', '2026-12-31', 'Europe/Lisbon', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['summer time begins inside', '2026-03-29', '2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['a zone with half an hour', '2026-04-01', '2026-04-30', 'Asia/Kolkata', '2026-03-31T18:30:00.000Z', '2026-04-30T18:30:00.000Z'],
    ['a day that begins at one', '2018-11-04', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z'],
    ['a leap day', '2028-02-29', '2028-02-29', 'UTC', '2028-02-29T00:00:00.000Z', '2028-03-01T00:00:00.000Z'],
  ])('%s: from the first moment of the first day to the end of the last', (_, effectiveFrom, effectiveUntil, zone, from, until) => {
    expect(inForce({ effectiveFrom, effectiveUntil, zone })).toEqual({ from, until });
  });

  test('without a last day it has no end', () => {
    expect(inForce({ effectiveFrom: '2026-01-01', effectiveUntil: null, zone: 'UTC' }).until).toBeNull();
  });
});
