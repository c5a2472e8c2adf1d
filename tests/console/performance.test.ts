import { render, screen } from '@testing-library/svelte';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { PerformanceReport, performanceMetrics } from '#libs/wire/performance-reports.js';
import PerformanceFindings from '#lib/components/PerformanceFindings.svelte';
import { calibrationChartOf, calibrationSummary } from '#lib/calibration.ts';
import { estimateText, immatureBands, metricUnit, metricWords, seriesLines } from '#lib/performance.ts';
import { dayOf } from './samples/basis.ts';
import { performanceReportOf } from './samples/performance.ts';

vi.stubGlobal('ResizeObserver', class {
  observe() {}
  unobserve() {}
  disconnect() {}
});

const plain = (text: string | null) => (text ?? '').replaceAll('\u00A0', ' ').replaceAll(/\s+/g, ' ').trim();
const report = performanceReportOf();
const accuracy = report.series[0]!;
const rowOf = (name: string) => screen.getByText(name, { selector: 'th' }).parentElement as HTMLElement;
const show = (change: Partial<PerformanceReport> = {}) => render(PerformanceFindings, { report: performanceReportOf(change), marks: [] });

test('the sample is what the wire carries', () => {
  expect(PerformanceReport.parse(report)).toEqual(report);
});

describe('metrics in words', () => {
  test('each has its own name', () => {
    expect(new Set(performanceMetrics.map((metric) => metricWords[metric])).size).toBe(performanceMetrics.length);
  });

  test.each([
    ['accuracy', 'share'],
    ['auc', 'number'],
    ['lift-top-decile', 'times'],
  ] as const)('%s is shown as a %s', (metric, unit) => {
    expect(metricUnit(metric)).toBe(unit);
  });

  test('an estimate says what it was fitted on and that it decides nothing', () => {
    expect(plain(estimateText(report.estimate))).toMatch(/fitted on 52,100 events with a known outcome.*never decides a verdict/);
    expect(estimateText(null)).toContain('Nothing is estimated');
  });
});

describe('the series', () => {
  test('has an estimated line only where something is estimated', () => {
    expect(seriesLines(accuracy).map(({ style }) => style)).toEqual(['measured', 'estimated']);
    const bare = { ...accuracy, points: accuracy.points.map((point) => ({ ...point, estimated: null })) };
    expect(seriesLines(bare).map(({ style }) => style)).toEqual(['measured']);
  });

  test('joins days that are not mature into one stretch', () => {
    expect(immatureBands(accuracy)).toEqual([{ from: dayOf(20), to: dayOf(30), kind: 'immature' }]);
    const torn = { ...accuracy, points: accuracy.points.map((point, day) => ({ ...point, mature: day !== 3 && day !== 5 })) };
    expect(immatureBands(torn)).toHaveLength(2);
  });
});

describe('the calibration curve', () => {
  test('leaves out bins without a known outcome, and gives more of them more room', () => {
    const { points } = calibrationChartOf(report.calibration, 400);
    expect(points).toHaveLength(9);
    expect(points.at(0)?.radius).toBeGreaterThan(points.at(-1)?.radius ?? Infinity);
  });

  test('stays inside its square, with each point within its interval', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, share, (meanScore, a, b, c) => {
        const [rateLow, rate, rateHigh] = [a, b, c].toSorted((x, y) => x - y) as [number, number, number];
        const { points, plot } = calibrationChartOf([{ low: 0, high: 1, events: 9, known: 5, meanScore, rate, rateLow, rateHigh }], 400);
        const heights = points.flatMap(({ low, y, high }) => [plot.bottom, low ?? NaN, y, high ?? NaN, plot.top]);
        expect(heights).toHaveLength(5);
        for (const [index, height] of heights.slice(1).entries()) expect(height).toBeLessThanOrEqual((heights[index] ?? NaN) + 1e-6);
      }),
    );
  });

  test('is said in a sentence that names the worst bin', () => {
    expect(plain(calibrationSummary(report.calibration))).toMatch(/^9 bins with 11,667 known outcomes; in 4 the mean score lies outside/);
    expect(calibrationSummary([])).toBe('No bin has a known outcome yet.');
  });
});

describe('the performance page', () => {
  test('puts measured beside estimated, each with its sample, and what unknown outcomes could do', () => {
    show();
    const row = rowOf('Accuracy');
    expect(plain(row.textContent)).toBe('Accuracy 81.57 % 81.01 to 82.13 %; 18,402 events 82.9 % estimated 81.7 to 84.1 %; 41,233 events 36.4 to 91.8 %');
  });

  test('a metric without an estimate, or without a value, says so', () => {
    show();
    expect(plain(rowOf('Specificity').textContent)).toContain('not covered');
    expect(plain(rowOf('Average precision').textContent)).toContain('only one outcome occurred');
  });

  test('says whether outcomes are mature', () => {
    const { unmount } = show();
    expect(screen.getByText(/Provisional: not all outcomes had/)).toBeInstanceOf(HTMLElement);
    unmount();
    show({ outcomes: { ...report.outcomes, mature: true } });
    expect(screen.queryByText(/Provisional/)).toBeNull();
  });

  test('adds up the confusion table in both directions', () => {
    show();
    const rows = screen.getByText(/Decisions against known outcomes, 18,402 events/).closest('table')?.rows;
    expect(plain(rows?.[3]?.textContent ?? null)).toBe('Both 5,122 27.83 % 13,280 72.17 % 18,402 100 %');
  });

  test('has a table for every chart', () => {
    show();
    expect(document.querySelectorAll('svg[role=img]')).toHaveLength(4);
    expect(screen.getByText('Calibration by bin of score', { selector: 'caption' })).toBeInstanceOf(HTMLElement);
    expect(screen.getByText('Recall, as a table')).toBeInstanceOf(HTMLElement);
  });
});
