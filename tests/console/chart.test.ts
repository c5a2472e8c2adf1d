import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartOf, positionOf, summaryOf, ticksBetween } from '#lib/chart.ts';
import { definition, measurementOf, months, windows } from './samples.ts';

const size = { width: 640, height: 256 };

describe('the chart of an objective', () => {
  test('a better value stands higher, and time runs to the right', () => {
    const { points } = chartOf(definition, windows, size);
    expect(points.map((point) => point.verdict)).toEqual(['met', 'met', 'breached', 'provisional']);
    expect(points.map((point) => point.x)).toEqual(points.map((point) => point.x).toSorted((a, b) => a - b));
    expect(points[2]?.y).toBeGreaterThan(points[0]?.y ?? Infinity);
  });

  test('a missed target lies on the wrong side of its line, a met one on the right side', () => {
    const { points, target } = chartOf(definition, windows, size);
    expect(points[2]?.y).toBeGreaterThan(target);
    expect(points[0]?.y).toBeLessThan(target);
  });

  test('the line breaks at a window without a value, and the window is marked as empty', () => {
    const gap = windows.map((row, index) => (index === 2 ? { ...row, value: null, bounds: null, verdict: 'not-measured' as const } : row));
    const chart = chartOf(definition, gap, size);
    expect(chart.lines).toHaveLength(1);
    expect(chart.empty).toHaveLength(1);
  });

  test('what is not final yet is shaded and drawn apart', () => {
    const chart = chartOf(definition, windows, size);
    expect(chart.unsettled).toHaveLength(1);
    expect(chart.lines.map((line) => line.settled)).toEqual([true, true, false]);
  });

  test('everything stays inside the plot for any values', () => {
    const value = fc.integer({ min: 0, max: 1_000_000 }).map((n) => (n / 10_000).toFixed(4));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), value, (values, target) => {
        const rows = values.map((text, index) => measurementOf({ value: text, bounds: null, windowStart: months[index]?.[0] ?? '', windowEnd: months[index]?.[1] ?? '' }));
        const { points, plot, target: line } = chartOf({ ...definition, target }, rows, size);
        for (const y of [...points.map((point) => point.y), line]) {
          expect(y).toBeGreaterThanOrEqual(plot.top - 1e-6);
          expect(y).toBeLessThanOrEqual(plot.bottom + 1e-6);
        }
      }),
    );
  });

  test('ticks are round and lie in the range', () => {
    expect(ticksBetween(97.9, 100)).toEqual([98, 99, 100]);
    expect(ticksBetween(205, 310)).toEqual([250, 300]);
    expect(ticksBetween(0, 0.95)).toEqual([0, 0.25, 0.5, 0.75]);
    expect(ticksBetween(99.4, 99.6)).toEqual([99.4, 99.45, 99.5, 99.55, 99.6]);
  });

  test('an instant outside the windows has no place', () => {
    const chart = chartOf(definition, windows, size);
    expect(positionOf('2026-10-03T00:00:00.000Z', windows, chart)).toBeGreaterThan(chart.plot.left);
    expect(positionOf('2026-01-01T00:00:00.000Z', windows, chart)).toBeNull();
  });

  test('one sentence tells it to those who do not see it', () => {
    expect(summaryOf(definition, windows).replaceAll('\u00A0', ' ')).toBe(
      'Availability over 4 windows, target at least 99.5 %: 2 met, 1 breached, 1 undecided. Latest value, November 2026: 99.99 %.',
    );
    expect(summaryOf(definition, [])).toBe('Availability: no window has a value yet.');
  });
});
