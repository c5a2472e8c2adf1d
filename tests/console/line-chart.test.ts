import { render, screen } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import LineChart from '#lib/components/LineChart.svelte';
import { definition, windows } from './samples.ts';

// jsdom measures nothing: the chart keeps the width it has without room.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);

describe('the chart', () => {
  test('is one image with a sentence for a name', () => {
    render(LineChart, { definition, measurements: windows });
    expect(screen.getByRole('img', { name: /4 windows.*2 met, 1 breached, 1 undecided/ })).toBeInstanceOf(SVGElement);
  });

  test('draws each verdict in its own form', () => {
    const { container } = render(LineChart, { definition, measurements: windows });
    expect(['met', 'breached', 'provisional'].map((tone) => container.querySelectorAll(`g.${tone}`).length)).toEqual([2, 1, 1]);
  });

  test('marks a version inside its windows and leaves out one before them', () => {
    const annotations = [
      { at: '2026-10-03T00:00:00.000Z', text: 'v2 (unannounced)' },
      { at: '2025-01-01T00:00:00.000Z', text: 'v0' },
    ];
    render(LineChart, { definition, measurements: windows, annotations });
    expect(screen.getByText('v2 (unannounced)')).toBeInstanceOf(SVGElement);
    expect(screen.queryByText('v0')).toBeNull();
  });
});
