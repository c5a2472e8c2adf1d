import { render } from '@testing-library/svelte';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { undefinedReasons } from '#libs/wire/figures.js';
import FigureText from '#lib/components/FigureText.svelte';
import { basisText } from '#lib/report-basis.ts';
import { chanceText, intervalName, numberText, rangeText, reasonText, valueText } from '#lib/report-figures.ts';
import { basisOf, figureOf } from './samples/basis.ts';

const plain = (text: string | null) => (text ?? '').replaceAll('\u00A0', ' ').replaceAll(/\s+/g, ' ').trim();

describe('a number of a report', () => {
  test.each([
    [0.8342, 'share', '83.42 %'],
    [1, 'share', '100 %'],
    [0, 'share', '0 %'],
    [0.99999, 'share', '99.999 %'],
    [0.0000021, 'share', '0.0002 %'],
    [0.7123456, 'number', '0.712'],
    [0.000123456, 'number', '0.00012'],
    [1234.56, 'milliseconds', '1,235 ms'],
    [241.26, 'milliseconds', '241.3 ms'],
    [3.2, 'times', '3.2×'],
    [12.5, 'per-minute', '12.5 per min'],
  ] as const)('%d as %s reads %s', (value, unit, text) => {
    expect(plain(numberText(value, unit))).toBe(text);
  });

  test('a share that is not whole never looks like none or all', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (share) => {
        expect(['0 %', '-0 %', '100 %']).not.toContain(plain(numberText(share, 'share')));
      }),
    );
  });

  test('an undefined value says why, in other words for each reason', () => {
    expect(valueText({ value: null, reason: 'one-class' }, 'share')).toBe('undefined: only one outcome occurred');
    expect(new Set(undefinedReasons.map(reasonText)).size).toBe(undefinedReasons.length);
  });

  test('an interval names its ends and how it was made', () => {
    expect(plain(rangeText(0.821, 0.8461, 'share'))).toBe('82.1 to 84.61 %');
    expect(rangeText(null, null, 'share')).toBeNull();
    expect([plain(intervalName('wilson-95')), plain(intervalName('delong-95')), intervalName(null)]).toEqual(['Wilson, 95 %', 'DeLong, 95 %', 'none']);
  });

  test('a tiny probability is never shown as 0', () => {
    expect([chanceText(0), chanceText(3e-12), chanceText(0.0312), chanceText(null)]).toEqual(['< 0.0001', '< 0.0001', '0.031', '—']);
  });
});

describe('a figure on a screen', () => {
  const text = (figure: Parameters<typeof figureOf>) => plain(render(FigureText, { figure: figureOf(...figure), unit: 'share' }).container.textContent);

  test('is never without its sample, its interval and its bound', () => {
    expect(text([0.5, 12_345, { low: 0.49, high: 0.51, bound: 0.0042 }])).toBe('50 % 49 to 51 %; 12,345 events; within 0.004');
  });

  test('that is estimated says so in a word and looks different', () => {
    const { container } = render(FigureText, { figure: figureOf(0.5, 10, { kind: 'estimated' }), unit: 'share' });
    expect(container.textContent).toContain('estimated');
    expect(container.querySelector('.figure.estimated')).not.toBeNull();
    expect(text([0.5, 10])).not.toContain('estimated');
  });

  test('without a value gives its reason and its sample, and no 0', () => {
    expect(text([null, 17, { reason: 'one-class' }])).toBe('only one outcome occurred 17 events');
  });
});

describe('what a report rests on', () => {
  test('names source, bound, events, version and period', () => {
    expect(plain(basisText(basisOf()))).toBe(
      'From intervals: no figure is further than 0.004 from the value that every event gives. 41,233 events of all model versions, 25 Oct 2026, 00:00 to 24 Nov 2026, 00:00 UTC.',
    );
    expect(plain(basisText(basisOf({ source: 'exact', largestBound: 0, version: 'v2', events: 1 }), true))).toContain('Computed from every event. 1 event of model version v2');
  });

  test('says why every event was read when nobody asked for it', () => {
    expect(basisText(basisOf({ source: 'exact', largestBound: 0 }))).toContain('because intervals would have left a figure too uncertain');
  });

  test('says what was taken out of the period', () => {
    expect(plain(basisText(basisOf({ excluded: { exclusions: ['a', 'b'], minutes: 1_440, events: 1 } })))).toMatch(/UTC\. 2 accepted exclusions take out 1,440 minutes with 1 event\.$/);
    expect(plain(basisText(basisOf({ excluded: { exclusions: ['a'], minutes: 60, events: 0 } })))).toMatch(/1 accepted exclusion takes out 60 minutes with 0 events\.$/);
  });

  test('states its widest bound in the unit of its figures, and one below any use as that', () => {
    expect(plain(basisText(basisOf({ largestBound: 1 }), false, 'milliseconds'))).toContain('no figure is further than 1 ms');
    expect(basisText(basisOf({ largestBound: 8.4e-7 }))).toContain('further than 0.00001');
  });
});
