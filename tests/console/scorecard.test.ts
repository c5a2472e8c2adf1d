import { expect, test } from 'vitest';
import type { Breach } from '#libs/wire/breaches.js';
import type { Measurement, SystemObjectives } from '#libs/wire/measurements.js';
import { creditsOwed, lastWindows, scoreRows } from '#lib/scorecard.ts';
import { breachOf, definition, id, measurementOf, systemOf } from './samples.ts';

const credit = (amount: string | null, state: Breach['state'] = 'open', currency = 'EUR') =>
  breachOf({ state, credit: amount === null ? null : { amount, currency } });

test.for([
  ['nothing', [], []],
  ['cents exactly', [credit('0.10'), credit('0.2')], [{ currency: 'EUR', amount: '0.30' }]],
  ['no withdrawn and no unpriced breach', [credit('5', 'withdrawn'), credit(null), credit('7', 'claimed')], [{ currency: 'EUR', amount: '7' }]],
  ['currencies apart', [credit('1'), credit('100', 'open', 'JPY')], [{ currency: 'EUR', amount: '1' }, { currency: 'JPY', amount: '100' }]],
] as const)('credits add up %s', ([, breaches, owed]) => {
  expect(creditsOwed(breaches)).toEqual(owed);
});

const window = (month: number, verdict: Measurement['verdict'], finality: Measurement['finality'] = 'final') => measurementOf({ windowStart: new Date(Date.UTC(2025, month, 1)).toISOString(), verdict, finality });
const system = systemOf();

function rowsOf(measurements: readonly Measurement[]) {
  const objective = { id: id(1), agreementId: id(2), versionNumber: 1, systemId: system.id, from: '2025-01-01T00:00:00Z', until: null, definition };
  const objectives: SystemObjectives = { systemId: system.id, measuredAt: '2026-12-01T00:00:00Z', series: [{ objective, measurements: [...measurements] }] };
  return scoreRows([system], [objectives]);
}

test('a score counts the last windows that are over; no data is never met', () => {
  const [row] = rowsOf([window(3, 'provisional', 'provisional'), window(2, 'insufficient-data'), window(1, 'breached'), window(0, 'met')]);
  expect(row).toMatchObject({ met: 1, breached: 1, undecided: 1 });
  expect(row?.windows.map(({ verdict }) => verdict)).toEqual(['met', 'breached', 'insufficient-data']);
});

test('a score looks back so many windows and no further', () => {
  const [row] = rowsOf(Array.from({ length: 20 }, (_, at) => window(20 - at, at < lastWindows ? 'met' : 'breached')));
  expect(row).toMatchObject({ met: lastWindows, breached: 0 });
});
