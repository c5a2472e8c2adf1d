import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourMilliseconds, minuteMilliseconds } from '#libs/measurement/intervals/intervals.js';
import { coveredOf, hoursAround, lengthOf, splitAtHours, type Stretch } from '#libs/measurement/intervals/stretches.js';

const everything: Stretch = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY };
const stretch = fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 1, max: 400 })).map(([start, length]): Stretch => ({ startMs: start * minuteMilliseconds, endMs: (start + length) * minuteMilliseconds }));
const disjoint = fc.array(stretch, { maxLength: 6 }).map((stretches) => coveredOf(everything, stretches));
const isWhole = (ms: number): boolean => ms % hourMilliseconds === 0;

describe('stretches of time split at hours', () => {
  test('lose nothing, whole hours on one side and parts of one hour on the other', () => {
    fc.assert(
      fc.property(disjoint, (stretches) => {
        const { hours, parts } = splitAtHours(stretches);
        expect(coveredOf(everything, [...hours, ...parts])).toEqual(stretches);
        expect(lengthOf([...hours, ...parts])).toBe(lengthOf(stretches));
        expect(hours.every(({ startMs, endMs }) => isWhole(startMs) && isWhole(endMs))).toBe(true);
        for (const { startMs, endMs } of parts) {
          expect(Math.floor(startMs / hourMilliseconds)).toBe(Math.floor((endMs - 1) / hourMilliseconds));
          expect(endMs - startMs).toBeLessThan(hourMilliseconds);
        }
      }),
    );
  });

  test('touch the fewest whole hours that cover them', () => {
    fc.assert(
      fc.property(disjoint, (stretches) => {
        const around = hoursAround(stretches);
        for (const { startMs, endMs } of around) expect([isWhole(startMs), isWhole(endMs)]).toEqual([true, true]);
        const touched = new Set<number>();
        for (const { startMs, endMs } of stretches) for (let ms = startMs; ms < endMs; ms += minuteMilliseconds) touched.add(Math.floor(ms / hourMilliseconds));
        expect(lengthOf(around)).toBe(touched.size * hourMilliseconds);
      }),
    );
  });
});
