import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Reference, impactRatios } from '#libs/measurement/fairness/impact-ratio.js';
import { impactBounds } from '#libs/measurement/fairness/unknown-membership.js';
import { selectionOf } from './tables.js';

const known = [selectionOf('a', 5, 10), selectionOf('b', 2, 10)];

test('without unknown members both bounds are the ratio itself', () => {
  const bounds = impactBounds(known, { n: 0, selected: 0 }, { kind: 'highest' });
  expect(bounds.map(({ worst, best }) => [worst.value, best.value])).toEqual([
    [1, 1],
    [0.4, 0.4],
  ]);
});

test('against a named group the selected go to one side and the others to the other', () => {
  const [, b] = impactBounds(known, { n: 5, selected: 2 }, { kind: 'named', group: 'a' });
  expect(b!.worst.value).toBeCloseTo(2 / 13 / (7 / 12), 12);
  expect(b!.best.value).toBeCloseTo(4 / 12 / (5 / 13), 12);
});

test('the best case against the highest rate lowers all rivals together', () => {
  const three = [selectionOf('a', 6, 10), selectionOf('b', 6, 12), selectionOf('c', 1, 10)];
  const [, , c] = impactBounds(three, { n: 8, selected: 0 }, { kind: 'highest' });
  // Five of the eight bring a down to 6/15, three bring b down to 6/15.
  expect(c!.best.value).toBeCloseTo(0.1 / (6 / 15), 12);
});

test('the reference itself stays at 1 only while nobody can overtake it', () => {
  const [a] = impactBounds(known, { n: 20, selected: 20 }, { kind: 'highest' });
  expect(a!.best.value).toBe(1);
  expect(a!.worst.value).toBeCloseTo(0.5 / (22 / 30), 12);
});

describe('bounds that do not exist say why', () => {
  test('nobody is selected, known or unknown', () => {
    for (const { worst, best } of impactBounds([selectionOf('a', 0, 2), selectionOf('b', 0, 3)], { n: 4, selected: 0 }, { kind: 'highest' })) {
      expect([worst.reason, best.reason]).toEqual(['nobody-selected', 'nobody-selected']);
    }
  });

  test('the reference may be left without a selection: the best ratio has no limit', () => {
    const [, b] = impactBounds([selectionOf('a', 0, 2), selectionOf('b', 1, 3)], { n: 2, selected: 1 }, { kind: 'named', group: 'a' });
    expect(b!.best).toEqual({ value: null, reason: 'zero-denominator' });
    expect(b!.worst.value).toBeCloseTo(1 / 4 / (1 / 3), 12);
  });

  test('there is nobody to compare with', () => {
    const tooSmall: Reference = { kind: 'highest-eligible', smallBelow: { share: 0, rows: 100 } };
    expect(impactBounds(known, { n: 1, selected: 1 }, tooSmall)[0]!.worst.reason).toBe('no-rows');
    expect(impactBounds([selectionOf('a', 0, 0), selectionOf('b', 1, 2)], { n: 1, selected: 1 }, { kind: 'highest' })[0]!.best.reason).toBe('no-rows');
  });
});

/** Every way of dealing `rows` out to `groups` places. */
function dealings(rows: number, groups: number): readonly (readonly number[])[] {
  if (groups === 1) return [[rows]];
  return Array.from({ length: rows + 1 }, (_, first) => dealings(rows - first, groups - 1).map((rest) => [first, ...rest])).flat();
}

const counts = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat({ max: 5 })).map(([n, selected]) => ({ n, selected: Math.min(n, selected) }));
const references: readonly Reference[] = [{ kind: 'highest' }, { kind: 'largest' }, { kind: 'named', group: '1' }];

test('the bounds are the extremes over every dealing of the unknown members, and both are reached', () => {
  fc.assert(
    fc.property(fc.array(counts, { minLength: 2, maxLength: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 4 }), fc.constantFrom(...references), (list, selected, others, rule) => {
      const groups = list.map((one, place) => ({ group: String(place), ...one }));
      // The largest group is the one that is largest among the known.
      const reference: Reference = rule.kind === 'largest' ? { kind: 'named', group: impactRatios(groups, rule).against! } : rule;
      const seen = groups.map((): number[] => []);
      for (const ins of dealings(selected, groups.length)) {
        for (const outs of dealings(others, groups.length)) {
          const dealt = groups.map((one, place) => ({ ...one, n: one.n + ins[place]! + outs[place]!, selected: one.selected + ins[place]! }));
          for (const [place, { value }] of impactRatios(dealt, reference).ratios.entries()) if (value !== null) seen[place]!.push(value);
        }
      }
      const bounds = impactBounds(groups, { n: selected + others, selected }, rule);
      for (const [place, { worst, best }] of bounds.entries()) {
        if (worst.value !== null) expect(worst.value).toBeCloseTo(Math.min(...seen[place]!), 12);
        if (best.value !== null) expect(best.value).toBeCloseTo(Math.max(...seen[place]!), 12);
      }
    }),
    { numRuns: 300 },
  );
});
