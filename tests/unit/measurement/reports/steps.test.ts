import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMilliseconds, hourMilliseconds } from '#libs/measurement/intervals/intervals.js';
import { stepsOver } from '#libs/measurement/reports/steps.js';

const midnight = Date.UTC(2026, 2, 1);
const at = (hours: number): number => midnight + hours * hourMilliseconds;

describe('the steps of a series', () => {
  test('of days begin at midnight, the first and the last with the window', () => {
    const steps = stepsOver([], { startMs: at(10), endMs: at(60) }, dayMilliseconds);
    expect(steps.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [at(10), at(24)],
      [at(24), at(48)],
      [at(48), at(60)],
    ]);
  });

  test('of weeks begin at the midnight before the window', () => {
    const steps = stepsOver([], { startMs: at(10), endMs: at(8 * 24) }, 7 * dayMilliseconds);
    expect(steps.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [at(10), at(7 * 24)],
      [at(7 * 24), at(8 * 24)],
    ]);
  });

  test('of hours are the hours of the window', () => {
    expect(stepsOver([], { startMs: at(30), endMs: at(33) }, hourMilliseconds).map(({ startMs }) => startMs)).toEqual([at(30), at(31), at(32)]);
  });

  test('cover the window without a gap and cut no row, be it of an hour or of a whole day', () => {
    const hours = fc.integer({ min: 0, max: 24 * 9 });
    fc.assert(
      fc.property(hours, hours, fc.constantFrom(1, 24, 7 * 24), (one, other, stepHours) => {
        const [first, last] = [Math.min(one, other), Math.max(one, other) + 1];
        // As readers give them: whole days where they fit, hours around them.
        const rows: { readonly startMs: number; readonly endMs: number }[] = [];
        for (let hour = first; hour < last; ) {
          const length = stepHours > 1 && hour % 24 === 0 && hour + 24 <= last ? 24 : 1;
          rows.push({ startMs: at(hour), endMs: at(hour + length) });
          hour += length;
        }
        const steps = stepsOver(rows, { startMs: at(first), endMs: at(last) }, stepHours * hourMilliseconds);
        expect(steps[0]!.startMs).toBe(at(first));
        expect(steps.at(-1)!.endMs).toBe(at(last));
        for (const [place, step] of steps.entries()) {
          expect(step.startMs).toBe(place === 0 ? at(first) : steps[place - 1]!.endMs);
          for (const row of step.rows) expect(row.startMs >= step.startMs && row.endMs <= step.endMs).toBe(true);
        }
        expect(steps.flatMap((step) => step.rows)).toEqual(rows);
      }),
    );
  });
});
