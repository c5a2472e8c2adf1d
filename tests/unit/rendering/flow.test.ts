import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Box } from '#libs/rendering/pdf/box.js';
import { scaleOf } from '#libs/rendering/pdf/chart-scale.js';
import { flow } from '#libs/rendering/pdf/flow.js';

const top = 50;
const bottom = 650;
const box = (height: number, before: number, keepWithNext: boolean, header: Box | null): Box => ({ height, before, keepWithNext, header, paint: () => undefined });
const header = box(20, 0, false, null);
const boxes = fc.array(
  fc.record({ height: fc.integer({ min: 1, max: 300 }), before: fc.integer({ min: 0, max: 30 }), keep: fc.boolean(), isRow: fc.boolean() }).map(({ height, before, keep, isRow }) => box(height, before, keep, isRow ? header : null)),
  { maxLength: 60 },
);

test('every box is placed once, in order, inside a page, without overlaps', () => {
  fc.assert(
    fc.property(boxes, (all) => {
      const pages = flow(all, top, bottom);
      expect(pages.flat().filter(({ isRepeated }) => !isRepeated).map((placed) => placed.box)).toEqual(all);
      for (const page of pages) {
        let end = top;
        for (const placed of page) {
          expect(placed.y).toBeGreaterThanOrEqual(end);
          end = placed.y + placed.box.height;
        }
        expect(end).toBeLessThanOrEqual(bottom + header.height);
      }
    }),
  );
});

test('a box that keeps with the next is on its page, as long as both fit on one', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 })), { maxLength: 40 }), (pairs) => {
      const all = pairs.flatMap(([heading, text]) => [box(heading, 10, true, null), box(text, 5, false, null)]);
      for (const page of flow(all, top, bottom)) expect(page.at(-1)?.box.keepWithNext ?? false).toBe(false);
    }),
  );
});

test('a table that begins a page gets its header, in the middle of one it does not', () => {
  const rows = Array.from({ length: 10 }, () => box(100, 0, false, header));
  expect(flow(rows, top, bottom).map((page) => page.map(({ isRepeated }) => isRepeated))).toEqual([
    [true, false, false, false, false, false],
    [true, false, false, false, false, false],
  ]);
});

test('an axis covers its values with a handful of distinct, round labels', () => {
  const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(values, (all) => {
      const { low, high, ticks, decimals } = scaleOf(all, true);
      expect(low).toBeLessThanOrEqual(Math.min(...all));
      expect(high).toBeGreaterThanOrEqual(Math.max(...all) - 1e-9);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(8);
      expect(new Set(ticks.map((tick) => tick.toFixed(decimals))).size).toBe(ticks.length);
    }),
  );
});
