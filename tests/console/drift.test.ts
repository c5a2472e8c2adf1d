import { render, screen, within } from '@testing-library/svelte';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { DriftReport, driftAnswers } from '#libs/wire/drift-reports.js';
import DriftFindings from '#lib/components/DriftFindings.svelte';
import { answerLook, answerTally, baselineText, ruleText, tallyText, testName } from '#lib/drift.ts';
import { binsOf, histogramChartOf, histogramSummary } from '#lib/paired-histogram.ts';
import { id } from './samples.ts';
import { driftReportOf, scoreColumn } from './samples/drift.ts';

// jsdom measures nothing: charts keep the width they have without room.
vi.stubGlobal('ResizeObserver', class {
  observe() {}
  unobserve() {}
  disconnect() {}
});

const plain = (text: string) => text.replaceAll('\u00A0', ' ');
const show = (query = '', change: Partial<DriftReport> = {}) => render(DriftFindings, { report: driftReportOf(change), url: new URL(`http://localhost/systems/1/drift${query}`), versions: [] });

test('the sample is what the wire carries', () => {
  expect(DriftReport.parse(driftReportOf())).toEqual(driftReportOf());
});

describe('answers about drift', () => {
  test('each has its own word and its own shape', () => {
    expect(new Set(driftAnswers.map((answer) => answerLook(answer).word)).size).toBe(driftAnswers.length);
    expect(new Set(driftAnswers.map((answer) => answerLook(answer).shape)).size).toBe(driftAnswers.length);
  });

  test('are counted with alarms first, and what nobody has is left out', () => {
    expect(answerTally(driftReportOf().columns).map(({ answer, count }) => `${count} ${answer}`)).toEqual(['1 alarm', '1 not-enough-evidence', '1 undefined', '1 no-drift']);
    expect(answerTally([scoreColumn])).toEqual([{ answer: 'alarm', count: 1 }]);
  });

  test('are counted in words', () => {
    expect([tallyText('alarm', 1), tallyText('alarm', 2), tallyText('no-drift', 9)].map(plain)).toEqual(['1 alarm', '2 alarms', '9 no drift']);
  });

  test('only what is no drift is green', () => {
    expect(driftAnswers.filter((answer) => answerLook(answer).tone === 'met')).toEqual(['no-drift']);
  });

  test('the rule and the baseline are said in sentences', () => {
    const declared = { id: id(1), version: '2.0', declaredBy: 'Paul Brandt', declaredAt: '2026-09-01T08:00:00.000Z', digest: 'ab'.repeat(32) };
    expect(plain(ruleText({ measure: 'psi', level: 0.05, correction: 'holm', persistence: 3 }))).toBe(
      'An alarm needs an effect above its threshold (population stability index; of rates, their difference) and evidence beyond chance at a level of 5 %, corrected for the number of columns (Holm), in 3 periods in a row.',
    );
    expect(plain(baselineText({ baseline: { kind: 'profile', from: null, to: null, events: 1000, excluded: null, profile: declared } }))).toBe(
      'Compared with the declared training profile of version 2.0, declared by Paul Brandt on 1 Sept 2026, 08:00 UTC: 1,000 rows.',
    );
    expect([testName('psi-no-drift-limit'), testName('kolmogorov-limit')]).toEqual(['PSI no drift limit', 'Kolmogorov limit']);
  });
});

describe('a paired histogram', () => {
  const size = { width: 560, height: 200 };

  test('shows shares of rows, so that periods of different size compare', () => {
    const [yes] = binsOf({ edges: [], labels: ['yes', 'no'], reference: [250, 750], current: [5, 5] });
    expect(yes).toMatchObject({ label: 'yes', reference: 0.25, current: 0.5, referenceRows: 250, currentRows: 5 });
  });

  test('names the open ends of numeric bins', () => {
    expect(binsOf({ edges: [1, 2], labels: null, reference: [1, 1, 1], current: [1, 1, 1] }).map(({ label }) => label)).toEqual(['up to 1', '1 to 2', 'above 2']);
    expect(binsOf({ edges: [], labels: null, reference: [3], current: [3] }).map(({ label }) => label)).toEqual(['all values']);
  });

  test('without rows has no shares instead of zeros', () => {
    const histogram = { edges: [], labels: ['yes', 'no'], reference: [1, 3], current: [0, 0] };
    expect(binsOf(histogram).map(({ current }) => current)).toEqual([null, null]);
    expect(histogramSummary('Outcomes', histogram)).toBe('Outcomes: 4 rows of the reference and 0 present ones, too few to compare.');
  });

  test('says in a sentence which share changed most', () => {
    expect(plain(histogramSummary('Score', { edges: [], labels: ['a', 'b', 'c'], reference: [50, 30, 20], current: [55, 10, 35] }))).toBe(
      'Score: 100 rows of the reference and 100 present ones. The share of “b” changed most, from 30 % to 10 %.',
    );
  });

  test('keeps every bar inside the plot, one pair for each bin', () => {
    const counts = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(counts, counts, (reference, current) => {
        const labels = reference.map((_, index) => `value ${index}`);
        const { pairs, plot } = histogramChartOf({ edges: [], labels, reference, current }, size);
        expect(pairs).toHaveLength(reference.length);
        for (const bar of pairs.flatMap((pair) => [pair.reference, pair.current])) {
          expect(bar.y).toBeGreaterThanOrEqual(plot.top - 1e-6);
          expect(bar.y + bar.height).toBeLessThanOrEqual(plot.bottom + 1e-6);
          expect(bar.x + bar.width).toBeLessThanOrEqual(plot.right + 1e-6);
        }
      }),
    );
  });
});

describe('the drift page', () => {
  test('gives every column its answer in a word, its sentence and its rows', () => {
    show();
    const score = screen.getByRole('region', { name: 'Score' });
    expect(within(score).getAllByText('Alarm').length).toBeGreaterThan(0);
    expect(within(score).getByText(scoreColumn.sentence)).toBeInstanceOf(HTMLElement);
    expect(within(score).getByText(/39,021 rows; present 41,233 rows and 12 missing/)).toBeInstanceOf(HTMLElement);
    expect(within(score).getByRole('img', { name: /changed most/ })).toBeInstanceOf(SVGElement);
  });

  test('a statistic stands with threshold, evidence, p, limit and bound; one without a threshold is for information', () => {
    show();
    const cells = within(screen.getByRole('table', { name: 'Statistics of Score' })).getAllByRole('row').map((row) => plain(row.textContent ?? '').replaceAll(/\s+/g, ' ').trim());
    expect(cells[2]).toBe('Kolmogorov-Smirnov Kolmogorov limit 0.183 within 0.004 0.1 0.01 < 0.0001 adjusted < 0.0001 Alarm');
    expect(cells[3]).toContain('for information');
  });

  test('only alarms are shown when the address says so, and how to see the others', () => {
    show('?show=alarms&days=7');
    expect(screen.getAllByRole('region').map((region) => region.getAttribute('aria-labelledby')).filter((name) => name?.startsWith('column-'))).toEqual(['column-score-name']);
    expect(screen.getByRole('link', { name: 'Show every column' }).getAttribute('href')).toBe('/systems/1/drift?days=7');
  });

  test('no alarm is said to be none under this rule', () => {
    show('?show=alarms', { columns: driftReportOf().columns.slice(1) });
    expect(screen.getByRole('heading', { name: 'No alarm' })).toBeInstanceOf(HTMLElement);
  });

  test('a feature with a space in its name is linked to its section', () => {
    const { container } = show();
    const href = screen.getByRole('link', { name: 'lead source' }).getAttribute('href') ?? '';
    expect(href).not.toContain(' ');
    expect(container.querySelector(`[id="${href.slice(1)}"]`)).not.toBeNull();
  });

  test('an undefined column says why and draws nothing', () => {
    show();
    const plan = screen.getByRole('region', { name: 'plan' });
    expect(within(plan).getByText('always the same value')).toBeInstanceOf(HTMLElement);
    expect(within(plan).queryByRole('img')).toBeNull();
  });
});
