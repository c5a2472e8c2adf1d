import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calibrationOf, countCalibration } from '#libs/measurement/fairness/group-calibration.js';
import { encodeColumn } from '#libs/measurement/fairness/coded-column.js';

const column = encodeColumn(['a', 'a', 'a', 'b', 'b', null]);

function calibrations(scores: readonly number[], outcomes: readonly number[]) {
  const counts = countCalibration(column, Float64Array.from(scores), Int8Array.from(outcomes));
  return column.labels.map((group, place) => calibrationOf(group, counts[place]!));
}

test('Brier score, calibration error and observed over expected of each group', () => {
  const [a, b] = calibrations([0.25, 0.25, 0.75, 0.5, 0.5, 0.9], [0, 1, 1, 0, 1, 1]);
  expect(a).toMatchObject({ group: 'a', n: 3 });
  expect(a!.brier.value).toBeCloseTo((0.0625 + 0.5625 + 0.0625) / 3, 14);
  expect(a!.calibrationError.value).toBeCloseTo((0.5 + 0.25) / 3, 14);
  expect(a!.observedOverExpected.value).toBeCloseTo(2 / 1.25, 14);
  expect(b!.calibrationError.value).toBe(0);
  expect(b!.observedOverExpected.value).toBe(1);
});

test('rows without score or outcome do not count, and a group without rows has no calibration', () => {
  const [a, b] = calibrations([0.2, Number.NaN, 0.4, 0.1, Number.NaN, 0.3], [1, 1, -1, -1, 0, 1]);
  expect(a!.n).toBe(1);
  expect(b).toMatchObject({ n: 0, brier: { reason: 'no-rows' }, calibrationError: { reason: 'no-rows' }, observedOverExpected: { reason: 'no-rows' } });
});

test('where every score is 0 nothing is expected, so observed over expected is undefined', () => {
  expect(calibrations([0, 0, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0])[0]!.observedOverExpected).toEqual({ value: null, reason: 'zero-denominator' });
});

test.each([
  [0, 0],
  [0.1, 0],
  [0.10001, 1],
  [0.3, 2],
  [1, 9],
])('a score of %d is in bin %d: bins are open below and closed above', (score, bin) => {
  const [counts] = countCalibration(encodeColumn(['a']), Float64Array.of(score), Int8Array.of(1));
  expect(counts!.rows.indexOf(1)).toBe(bin);
});

test('no measure leaves 0 to 1, except observed over expected', () => {
  const row = fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), outcome: fc.constantFrom(0, 1) });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      const only = encodeColumn(rows.map(() => 'all'));
      const [counts] = countCalibration(only, Float64Array.from(rows, ({ score }) => score), Int8Array.from(rows, ({ outcome }) => outcome));
      const { brier, calibrationError } = calibrationOf('all', counts!);
      for (const { value } of [brier, calibrationError]) expect(value).toSatisfy((share: number) => share >= 0 && share <= 1);
    }),
  );
});
