import { render, screen } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { Measurement } from '#libs/wire/measurements.js';
import MeasuredValue from '#lib/components/MeasuredValue.svelte';
import { definition, measurementOf } from './samples.ts';

const show = (change: Partial<Measurement>) => render(MeasuredValue, { definition, measurement: measurementOf(change) }).container;
const text = (element: Element) => (element.textContent ?? '').replaceAll(/\s+/g, ' ');

describe('the measured value', () => {
  test('is never a bare number', () => {
    const shown = text(show({}));
    for (const part of ['99.7 %', 'target at least 99.5 %', 'October 2026', '12,345 events', 'needs 1,000', '99.6 % to 99.8 %', 'Met', '99.7 % is at least 99.5 %.']) {
      expect(shown).toContain(part);
    }
  });

  test.each([
    [{ verdict: 'met' }, 'Met', 'tick'],
    [{ verdict: 'breached' }, 'Breached', 'cross'],
    [{ verdict: 'provisional', tendency: 'breached', finality: 'open' }, 'Provisional, so far breached', 'dashed'],
    [{ verdict: 'insufficient-data' }, 'Insufficient data', 'hatched'],
    [{ verdict: 'not-measured', value: null, bounds: null, sampleSize: 0 }, 'Not measured', 'empty'],
    [{ verdict: 'met', finality: 'restated' }, 'Met, restated', 'tick'],
  ] as const)('%j has its own word and shape', (change, word, shape) => {
    const container = show(change);
    expect(screen.getByText(word)).toBeInstanceOf(HTMLElement);
    expect(container.querySelector(`.measured.${shape}`)).not.toBeNull();
  });

  test.each([
    ['availability', 'Time with events'],
    ['precision', 'Outcomes known'],
  ] as const)('says for %s that its coverage is: %s', (metric, label) => {
    const { container } = render(MeasuredValue, { definition: { ...definition, metric }, measurement: measurementOf({ coverage: '87.5' }) });
    expect(text(container)).toContain(`${label} 87.5 %`);
  });

  test('no data is never green', () => {
    for (const verdict of ['insufficient-data', 'not-measured', 'provisional'] as const) {
      expect(show({ verdict, value: null }).querySelector('.met')).toBeNull();
    }
    expect(show({ verdict: 'met' }).querySelector('.met')).not.toBeNull();
  });
});
