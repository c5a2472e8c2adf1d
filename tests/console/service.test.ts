import { render, screen, within } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import { ServiceReport } from '#libs/wire/service-reports.js';
import ServiceFindings from '#lib/components/ServiceFindings.svelte';
import { durationText, latencyLines, trafficLines } from '#lib/service.ts';
import { timelineOf, versionText } from '#lib/version-timeline.ts';
import { basisOf, dayOf } from './samples/basis.ts';
import { exclusions } from './samples/exclusions.ts';
import { serviceReportOf } from './samples/service.ts';

vi.stubGlobal('ResizeObserver', class {
  observe() {}
  unobserve() {}
  disconnect() {}
});

const plain = (text: string | null | undefined) => (text ?? '').replaceAll('\u00A0', ' ').replaceAll(/\s+/g, ' ').trim();
const report = serviceReportOf();
const children = createRawSnippet(() => ({ render: () => '<p>The exclusions</p>' }));
const show = (change: Partial<ServiceReport> = {}) => render(ServiceFindings, { report: serviceReportOf(change), exclusions, marks: [], children });

test('the sample is what the wire carries', () => {
  expect(ServiceReport.parse(report)).toEqual(report);
});

describe('service over time', () => {
  test('a step without events has no latency, and no events', () => {
    expect(latencyLines(report).map(({ points }) => points[25]?.value)).toEqual([null, null, null]);
    expect(trafficLines(report).map(({ points }) => points[25]?.value)).toEqual([0, 0]);
  });

  test.each([
    [0, '0 min'],
    [59.6, '1 h'],
    [70, '1 h 10 min'],
    [1440, '1 d'],
    [1502, '1 d 1 h'],
  ])('%d minutes read %s', (minutes, text) => {
    expect(plain(durationText(minutes))).toBe(text);
  });
});

describe('the timeline of versions', () => {
  const timeline = timelineOf(report.versions, dayOf(0), dayOf(30), 640);

  test('has a row for each, in the order they appeared, and marks a first event only inside the period', () => {
    expect(timeline.rows.map(({ label, first }) => [label, first === null])).toEqual([
      ['v1', true],
      ['v2', false],
    ]);
  });

  test('draws only stretches with events, inside the plot', () => {
    const [, second] = timeline.rows;
    expect(second?.parts).toHaveLength(17);
    for (const part of second?.parts ?? []) {
      expect(part.x).toBeGreaterThanOrEqual(timeline.plot.left);
      expect(part.strength).toBeLessThanOrEqual(1);
    }
  });

  test('says in words whether a version was announced, and when it first appeared', () => {
    const [first, second] = report.versions.map((version) => plain(versionText(version)));
    expect(second).toBe('v2 (unannounced): first event 6 Nov 2026, 09:12 UTC; 24,231 events in this period');
    expect(first).toContain('(announced)');
  });
});

describe('the service page', () => {
  test('shows availability by all four methods side by side, an undefined one with its reason', () => {
    show();
    const rows = [...(screen.getByText('Availability by four methods', { selector: 'caption' }).closest('table')?.tBodies[0]?.rows ?? [])].map((row) => plain(row.textContent));
    expect(rows).toHaveLength(4);
    expect(rows[0]).toBe('Event ratio share of events that did not fail 98.74 % 98.63 to 98.85 %; 41,233 events 96.11 %');
    expect(rows[3]).toContain('no rows');
  });

  test('shades exclusions in the latency chart, but not those that were withdrawn', () => {
    show();
    const figure = screen.getByText(/^Latency by day/).closest('figure') as HTMLElement;
    expect(['claimed', 'accepted', 'disputed'].map((state) => figure.querySelectorAll(`svg[role=img] rect.${state}`).length)).toEqual([1, 1, 1]);
    expect(figure.querySelectorAll('svg[role=img] rect.band')).toHaveLength(3);
  });

  test('says when the last event came, the longest gap and the busiest minute', () => {
    show();
    const facts = within(screen.getByRole('region', { name: 'Freshness and throughput' }));
    expect(plain(facts.getByText(/ago$/).textContent)).toBe('24 Nov 2026, 11:58 UTC, 5 min ago');
    expect(plain(facts.getByText(/1 d 1 h/).textContent)).toBe('1 d 1 h, from 18 Nov 2026, 23:41 UTC');
    expect(plain(facts.getByText(/17 events/).textContent)).toBe('17 events, 11 Nov 2026, 09:31 UTC');
  });

  test('without events draws no line, says so, and still shows the exclusions', () => {
    show({ basis: basisOf({ events: 0 }), points: [], versions: [] });
    expect(screen.getByText('No event came in this period, so there is no latency.')).toBeInstanceOf(HTMLElement);
    expect(screen.getByText('The exclusions')).toBeInstanceOf(HTMLElement);
    expect(screen.queryByRole('img')).toBeNull();
  });
});
