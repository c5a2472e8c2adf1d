import { render, screen } from '@testing-library/svelte';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { SliceReport, groupRates } from '#libs/wire/slice-reports.js';
import SliceFindings from '#lib/components/SliceFindings.svelte';
import { impactPlotOf, impactSummary } from '#lib/impact-plot.ts';
import { againstText, commonDomain, coverText, largest, rateWords, testText } from '#lib/slices.ts';
import { figureOf } from './samples/basis.ts';
import { groupOf, sliceReportOf } from './samples/slices.ts';

vi.stubGlobal('ResizeObserver', class {
  observe() {}
  unobserve() {}
  disconnect() {}
});

const plain = (text: string | null | undefined) => (text ?? '').replaceAll('\u00A0', ' ').replaceAll(/\s+/g, ' ').trim();
const report = sliceReportOf();
const show = (change: Partial<SliceReport> = {}, query = '') => render(SliceFindings, { report: sliceReportOf(change), url: new URL(`http://localhost/systems/1/slices${query}`) });
const rowsOf = (caption: string) => [...(screen.getByText(caption, { selector: 'caption' }).closest('table')?.tBodies[0]?.rows ?? [])].map((row) => plain(row.textContent));

test('the sample is what the wire carries', () => {
  expect(SliceReport.parse(report)).toEqual(report);
});

describe('groups in words', () => {
  test('each rate has its own name', () => {
    expect(new Set(groupRates.map((rate) => rateWords[rate])).size).toBe(groupRates.length);
  });

  test('a test names its probability, itself and the distance, and is a dash where there is none', () => {
    const [first, second] = report.groups.map(({ impact }) => plain(testText(impact)));
    expect(first).toBe('p < 0.0001 (two-proportion z), 8.1 standard deviations');
    expect(second).toBe('—');
    expect(report.groups.slice(-1).map(({ impact }) => plain(testText(impact)))[0]).toBe('p = 0.22 (Fisher, exact)');
  });

  test('what others are compared with is named, or said to be missing', () => {
    expect(againstText(report.groups)).toContain('“35-49”');
    expect(againstText([groupOf('a', 10, null, { impact: { against: null } })])).toContain('No group can be compared with');
  });

  test('unknown membership is counted, and what is small is said', () => {
    expect(plain(coverText(report))).toMatch(/^903 events \(2\.19 %\) lack it.*below 2 % of the events or 30 events is small/);
    expect(coverText(sliceReportOf({ unknown: { events: 0, share: 0 } }))).toContain('Every event has its group.');
  });

  test('the largest come first, and all have one scale', () => {
    expect(largest(report.groups, 2).map(({ name }) => name)).toEqual(['35-49', '18-34']);
    const [low, high] = commonDomain(report.groups);
    const values = report.groups.flatMap(({ points }) => points.flatMap(({ selectionRate, precision }) => [selectionRate, precision])).filter((value) => value !== null);
    expect([low <= Math.min(...values), high >= Math.max(...values)]).toEqual([true, true]);
  });
});

describe('the plot of impact ratios', () => {
  test('holds four fifths and 1 whatever the ratios, and keeps every one inside', () => {
    const ratio = fc.double({ min: 0, max: 50, noNaN: true });
    fc.assert(
      fc.property(fc.array(ratio, { minLength: 1, maxLength: 12 }), (ratios) => {
        const groups = ratios.map((value, index) => groupOf(`group ${index}`, 100, 0.3, { impact: { ratio: figureOf(value, 100, { low: value / 2, high: value * 2 }), best: value * 1.1, worst: value * 0.9 } }));
        const { plot, rows, fourFifths, one } = impactPlotOf(groups, 640);
        expect(fourFifths).toBeLessThan(one);
        for (const x of [one, ...rows.flatMap((row) => [row.ratio, row.low, row.high, (row.range?.x ?? 0) + (row.range?.width ?? 0)])]) {
          expect(x).toBeGreaterThanOrEqual(plot.left);
          expect(x).toBeLessThanOrEqual(plot.right + 1.01);
        }
      }),
    );
  });

  test('marks what is small, what others are compared with, and draws no point without a ratio', () => {
    const { rows } = impactPlotOf([...report.groups, groupOf('nobody', 200, null)], 640);
    expect(rows.filter(({ isSmall }) => isSmall).map(({ name }) => name)).toEqual(['not said']);
    expect(rows.filter(({ isReference }) => isReference).map(({ name }) => name)).toEqual(['35-49']);
    expect(rows.filter(({ ratio }) => ratio === null).map(({ name }) => name)).toEqual(['nobody']);
  });

  test('is said in a sentence', () => {
    expect(impactSummary(report.groups)).toBe('5 of 5 groups have an impact ratio; 1 of these lie below four fifths. The lowest is that of “18-34”, 0.71.');
    expect(impactSummary([groupOf('nobody', 200, null)])).toBe('No group has an impact ratio.');
  });
});

describe('the slices page', () => {
  test('says that four fifths is a rule of thumb of US employment law and no threshold elsewhere', () => {
    show();
    expect(screen.getByText(/rule of thumb of US employment law.*not a legal threshold elsewhere/)).toBeInstanceOf(HTMLElement);
  });

  test('gives every ratio its interval, sample, worst, best, test, and whether one selection would turn it', () => {
    show();
    expect(rowsOf('Impact ratios')[3]).toBe('65 and older 0.81 0.745 to 0.874; 1,200 decided 0.769 0.842 p = 0.031 (two-proportion z), 2.15 standard deviations crosses four fifths');
  });

  test('shows small groups, marked, with all their rates', () => {
    show();
    expect(rowsOf('Groups and their rates')[4]).toMatch(/^not said small: never compared with 29 0\.07 % 41 %/);
  });

  test('counts the groups that a gap leaves out', () => {
    show();
    expect(rowsOf('Gaps between groups')[5]).toContain('1, undefined there');
  });

  test('draws a small multiple for each group', () => {
    show();
    expect(document.querySelectorAll('li figure')).toHaveLength(report.groups.length);
  });

  test('other attributes keep the period and drop the reference; another reference keeps the attributes', () => {
    show({}, '?days=7&attributes=age&reference=18-34');
    const kept = (name: string) => [...screen.getByRole<HTMLFormElement>('form', { name }).querySelectorAll<HTMLInputElement>('input[type=hidden]')].map((field) => `${field.name}=${field.value}`);
    expect(kept('Attributes')).toEqual(['days=7']);
    expect(kept('Reference group')).toEqual(['days=7', 'attributes=age']);
    expect(screen.getByRole('checkbox', { name: /^age/ })).toHaveProperty('checked', true);
  });

  test.each([
    [{ available: [] as SliceReport['available'] }, 'No attributes yet'],
    [{ groups: [] as SliceReport['groups'] }, 'No group in this period'],
  ])('%j is said to be: %s', (change, title) => {
    show(change);
    expect(screen.getByRole('heading', { name: title })).toBeInstanceOf(HTMLElement);
    expect(screen.queryByRole('img')).toBeNull();
  });
});
