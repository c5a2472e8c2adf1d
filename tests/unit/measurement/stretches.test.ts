import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Stretch, coveredOf, leftOf, lengthOf } from '#libs/measurement/intervals/stretches.js';

const moment = fc.integer({ min: 0, max: 40 });
const stretch: fc.Arbitrary<Stretch> = fc.tuple(moment, moment).map(([one, other]) => ({ startMs: Math.min(one, other), endMs: Math.max(one, other) }));
const holds = (stretches: readonly Stretch[], at: number): boolean => stretches.some(({ startMs, endMs }) => at >= startMs && at < endMs);

describe('of a stretch of time', () => {
  test('each moment is either covered by others or left over by them', () => {
    fc.assert(
      fc.property(stretch, fc.array(stretch, { maxLength: 8 }), (whole, others) => {
        const [covered, left] = [coveredOf(whole, others), leftOf(whole, others)];
        for (let at = 0; at < 41; at++) {
          expect(holds(covered, at)).toBe(holds([whole], at) && holds(others, at));
          expect(holds(left, at)).toBe(holds([whole], at) && !holds(others, at));
        }
        expect(lengthOf(covered) + lengthOf(left)).toBe(lengthOf([whole]));
      }),
    );
  });

  test('the parts are as few as can be, oldest first, and none is empty', () => {
    fc.assert(
      fc.property(stretch, fc.array(stretch, { maxLength: 8 }), (whole, others) => {
        for (const parts of [coveredOf(whole, others), leftOf(whole, others)]) {
          for (const [at, part] of parts.entries()) {
            expect(part.endMs).toBeGreaterThan(part.startMs);
            if (at > 0) expect(part.startMs).toBeGreaterThan(parts[at - 1]!.endMs);
          }
        }
      }),
    );
  });

  test('nothing is covered without others, and nothing is left when one covers it', () => {
    const whole = { startMs: 10, endMs: 20 };
    expect([coveredOf(whole, []), leftOf(whole, [])]).toEqual([[], [whole]]);
    expect([coveredOf(whole, [{ startMs: 0, endMs: 20 }]), leftOf(whole, [{ startMs: 0, endMs: 20 }])]).toEqual([[whole], []]);
  });
});
