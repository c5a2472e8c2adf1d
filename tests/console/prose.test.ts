import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runsOf } from '#lib/prose.ts';

describe('printed terms in prose', () => {
  test('the text is cut where its terms are printed', () => {
    expect(runsOf({ text: 'at least 99.5 % a month', values: [{ path: 'uptime.target', start: 9, end: 15 }] })).toEqual([
      { text: 'at least ', path: null },
      { text: '99.5 %', path: 'uptime.target' },
      { text: ' a month', path: null },
    ]);
  });

  test('no position, however wrong, loses or doubles a letter', () => {
    const value = fc.record({ path: fc.constant('a.b'), start: fc.integer({ min: -5, max: 60 }), end: fc.integer({ min: -5, max: 60 }) });
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(value, { maxLength: 6 }), (text, values) => {
        expect(runsOf({ text, values }).map((run) => run.text).join('')).toBe(text);
      }),
    );
  });
});
