import { render, screen } from '@testing-library/svelte';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OversightReport, oversightMeasures } from '#libs/wire/service-reports.js';
import OversightFindings from '#lib/components/OversightFindings.svelte';
import { measureWords } from '#lib/oversight.ts';
import { shareBarOf } from '#lib/share-bar.ts';
import { figureOf } from './samples/basis.ts';
import { oversightReportOf } from './samples/oversight.ts';

const plain = (text: string | null | undefined) => (text ?? '').replaceAll('\u00A0', ' ').replaceAll(/\s+/g, ' ').trim();
const rowOf = (name: string) => plain(screen.getByText(name, { exact: false, selector: 'th' }).parentElement?.textContent);

test('the sample is what the wire carries', () => {
  expect(OversightReport.parse(oversightReportOf())).toEqual(oversightReportOf());
});

describe('measures of use and oversight', () => {
  test('each has its own name, and says how many reasons explain an event', () => {
    expect(new Set(oversightMeasures.map((measure) => measureWords(measure, 1).name)).size).toBe(oversightMeasures.length);
    expect([1, 3].map((minimum) => measureWords('explanation-coverage', minimum).rule)).toEqual(['of events, those with at least one reason', 'of events, those with at least 3 reasons']);
  });

  test('stand with interval, sample and what was counted', () => {
    render(OversightFindings, { report: oversightReportOf() });
    expect(rowOf('Overridden by a person')).toBe('Overridden by a person of reviewed events, those that the person decided otherwise 11.94 % 11.13 to 12.76 %; 6,120 reviews 731 of 6,120');
  });

  test('without licences say what is missing; with them they do not', () => {
    const { unmount } = render(OversightFindings, { report: oversightReportOf() });
    expect(rowOf('Active users')).toContain('Say above how many users are licensed.');
    unmount();
    render(OversightFindings, { report: oversightReportOf({ licensedUsers: 10 }) });
    expect(rowOf('Active users')).not.toContain('Say above');
  });
});

describe('a share as a bar', () => {
  test('lies between none and all with its interval around it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 100_000 }), (share, sample) => {
        const bar = shareBarOf(figureOf(share, sample));
        expect(bar?.low ?? NaN).toBeLessThanOrEqual((bar?.value ?? NaN) + 1e-9);
        expect(bar?.high ?? NaN).toBeGreaterThanOrEqual((bar?.value ?? NaN) - 1e-9);
        expect(bar?.high ?? NaN).toBeLessThanOrEqual(100);
      }),
    );
  });

  test('that is undefined is no bar of length 0', () => {
    expect(shareBarOf(figureOf(null, 0))).toBeNull();
    expect(shareBarOf(figureOf(0, 10))?.value).toBe(0);
  });
});
