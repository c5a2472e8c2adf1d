import { expect, test } from 'vitest';
import { chargesOf } from '#libs/remedies/charges.js';
import { objective } from '../measurement/objectives.js';

const schedule = { monthlyCharge: { amount: '100.50', currency: 'EUR' } };

test.each([
  ['a first month', 'calendar-month', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '100.5', '0', '2025-02-01T00:00:00.000Z'],
  ['the third month', 'calendar-month', '2026-01-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z', '100.5', '201', '2025-03-31T23:00:00.000Z'],
  ['a month after one that the agreement covers in part', 'calendar-month', '2026-01-20T00:00:00.000Z', '2026-02-01T00:00:00.000Z', '100.5', '100.5', '2025-03-01T00:00:00.000Z'],
  ['a first month that is covered in part', 'calendar-month', '2026-01-20T00:00:00.000Z', '2026-01-20T00:00:00.000Z', '100.5', '0', '2025-02-01T00:00:00.000Z'],
  ['the twelfth month', 'calendar-month', '2025-01-01T00:00:00.000Z', '2025-12-01T00:00:00.000Z', '100.5', '1105.5', '2025-01-01T00:00:00.000Z'],
  ['the thirteenth month', 'calendar-month', '2025-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '100.5', '1105.5', '2025-02-01T00:00:00.000Z'],
  ['a second quarter', 'calendar-quarter', '2026-01-01T00:00:00.000Z', '2026-03-31T23:00:00.000Z', '301.5', '301.5', '2025-04-30T23:00:00.000Z'],
] as const)('%s is charged, and looks back on what was charged before', (_, kind, from, start, charge, last11, since) => {
  const definition = objective({ window: { kind, zone: 'Europe/Lisbon' } });
  expect(chargesOf(schedule, { from, definition }, { start })).toEqual({ charge, last11, since });
});
