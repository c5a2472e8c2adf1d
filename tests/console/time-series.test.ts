import { render, screen } from '@testing-library/svelte';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import TimeSeries from '#lib/components/TimeSeries.svelte';
import { timeTicks } from '#lib/time-axis.ts';
import { domainOf, timeChartOf, timeSummary, type TimeLine, type TimePoint } from '#lib/time-series.ts';
import { dayOf } from './samples/basis.ts';

vi.stubGlobal('ResizeObserver', class {
  observe() {}
  unobserve() {}
  disconnect() {}
});

const size = { width: 640, height: 220 };
const days = (...values: readonly (number | null)[]): readonly TimePoint[] => values.map((value, day) => ({ from: dayOf(day), to: dayOf(day + 1), value }));
const line = (points: readonly TimePoint[], change: Partial<TimeLine> = {}): TimeLine => ({ name: 'measured', style: 'measured', points, ...change });
const range = { unit: 'share', from: dayOf(0), to: dayOf(4) } as const;

describe('a line over time', () => {
  test('breaks where there is no value, and a value alone is still drawn', () => {
    const [drawn] = timeChartOf([line(days(0.5, null, 0.6, 0.7))], range, size).lines;
    expect(drawn?.path.match(/M/g)).toHaveLength(2);
    expect(drawn?.dots).toHaveLength(3);
  });

  test('breaks where a step was left out', () => {
    const [drawn] = timeChartOf([line(days(0.5, 0.6, 0.6, 0.7).filter((_, day) => day !== 1))], range, size).lines;
    expect(drawn?.path.match(/[ML]/g)).toEqual(['M', 'M', 'L']);
  });

  test('of many points has no dots but for values that stand alone', () => {
    const values = Array.from({ length: 200 }, (_, index) => (index === 100 || index === 102 ? null : 0.5));
    const [drawn] = timeChartOf([line(days(...values))], { ...range, to: dayOf(200) }, size).lines;
    expect(drawn?.dots).toHaveLength(1);
  });

  test('keeps shares between none and all, and the base in sight', () => {
    const [low, high] = domainOf([line(days(0.99, 1))], 'share');
    expect([low >= 0, high]).toEqual([true, 1]);
    expect(domainOf([line(days(120, 240))], 'milliseconds', 0)[0]).toBe(0);
    expect(domainOf([line(days(null))], 'number')).toEqual([0, 1]);
  });

  test('stays inside the plot for any values', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })), { minLength: 1, maxLength: 40 }), (values) => {
        const chart = timeChartOf([line(days(...values))], { unit: 'number', from: dayOf(0), to: dayOf(values.length) }, size);
        for (const dot of chart.lines[0]?.dots ?? []) {
          expect(dot.y).toBeGreaterThanOrEqual(chart.plot.top - 1e-6);
          expect(dot.y).toBeLessThanOrEqual(chart.plot.bottom + 1e-6);
          expect(dot.x).toBeGreaterThanOrEqual(chart.plot.left - 1e-6);
          expect(dot.x).toBeLessThanOrEqual(chart.plot.right + 1e-6);
        }
      }),
    );
  });

  test('a band is cut at the ends of the chart, outside it is left out, and minutes of a month can still be seen', () => {
    const bands = [
      { from: dayOf(-9), to: dayOf(1), kind: 'claimed' },
      { from: dayOf(9), to: dayOf(10), kind: 'accepted' },
      { from: '2026-10-27T00:00:00Z', to: '2026-10-27T00:05:00Z', kind: 'disputed' },
    ] as const;
    const chart = timeChartOf([], { ...range, bands }, size);
    expect(chart.bands.map(({ kind }) => kind)).toEqual(['claimed', 'disputed']);
    expect(chart.bands[0]?.x).toBe(chart.plot.left);
    expect(chart.bands[1]?.width).toBe(3);
  });

  test('is said in words: range and latest value of each line', () => {
    const lines = [line(days(0.5, 0.7, 0.6, null)), line(days(null), { name: 'estimated' })];
    expect(timeSummary('Accuracy', lines, 'share').replaceAll('\u00A0', ' ')).toBe('Accuracy. measured: 50 % to 70 %, latest 60 %; estimated: no value.');
  });

  test('times stand at round hours and days, few enough to be read', () => {
    const texts = (from: string, to: string, most: number) => timeTicks(Date.parse(from), Date.parse(to), most).map(({ text }) => text);
    expect(texts('2026-11-01T05:00:00Z', '2026-11-02T05:00:00Z', 5)).toEqual(['06:00', '12:00', '18:00', '2 Nov']);
    expect(texts('2026-11-01T05:00:00Z', '2026-11-05T05:00:00Z', 5)).toEqual(['2 Nov', '3 Nov', '4 Nov', '5 Nov']);
    for (const most of [1, 2, 5, 12]) expect(texts('2026-01-01T00:00:00Z', '2026-12-31T00:00:00Z', most).length).toBeLessThanOrEqual(most + 1);
  });
});

describe('the chart over time', () => {
  const show = (lines: readonly TimeLine[], more: object = {}) => render(TimeSeries, { title: 'Accuracy', lines, ...range, ...more }).container;

  test('draws what is estimated in another form than what is measured, and names both', () => {
    const container = show([line(days(0.5, 0.6)), line(days(0.6, 0.6), { name: 'estimated', style: 'estimated' })]);
    expect(container.querySelectorAll('path.line.measured').length).toBeGreaterThan(0);
    expect(container.querySelectorAll('path.line.estimated').length).toBeGreaterThan(0);
    expect(screen.getByText('estimated')).toBeInstanceOf(HTMLElement);
    expect(screen.getByRole('img', { name: /measured: 50.*estimated: 60/ })).toBeInstanceOf(SVGElement);
  });

  test('draws each state of an exclusion in its own form and names it', () => {
    const bands = (['claimed', 'accepted', 'disputed'] as const).map((kind, index) => ({ from: dayOf(index), to: dayOf(index + 1), kind }));
    const container = show([line(days(0.5))], { bands });
    for (const kind of ['claimed', 'accepted', 'disputed']) {
      expect(container.querySelectorAll(`rect.band.${kind}`)).toHaveLength(2);
      expect(screen.getByText(`exclusion ${kind}`)).toBeInstanceOf(HTMLElement);
    }
  });

  test('a small one keeps its sentence for those who hear it', () => {
    show([line(days(0.5))], { small: true });
    expect(screen.getByRole('img', { name: /Accuracy/ })).toBeInstanceOf(SVGElement);
  });
});
