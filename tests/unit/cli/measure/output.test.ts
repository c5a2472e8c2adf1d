import { describe, expect, test } from 'vitest';
import { figure, undefinedFigure } from '#libs/measurement/statistics/figure.js';
import { finding, reading } from '../../../../apps/cli/src/measure/finding.js';
import { barLines } from '../../../../apps/cli/src/measure/output/bars.js';
import { reportJson } from '../../../../apps/cli/src/measure/output/report-json.js';
import { terminalOf } from '../../../../apps/cli/src/measure/output/terminal.js';
import { number, percent } from '../../../../apps/cli/src/measure/words.js';

const chart = {
  title: 'share',
  series: ['reference', 'current'],
  rows: [
    { label: 'north', values: [0.5, 0.25], text: '1,000' },
    { label: 'a very long label that has to be cut', values: [0, null], text: '0' },
  ],
};

describe('a chart', () => {
  test('in plain characters', () => {
    expect(barLines(chart, { columns: 60, isUnicode: false })).toEqual([
      'share (# reference, . current)',
      '  north                         #####################  1,000',
      '                                ...........',
      '  a very long label that has ~                         0',
    ]);
  });

  test('in blocks, to an eighth of a character', () => {
    const [, bar] = barLines({ title: 't', series: ['x'], rows: [{ label: 'a', values: [1], text: '' }, { label: 'b', values: [1 / 16], text: '' }] }, { columns: 15, isUnicode: true }).slice(1);
    expect(bar).toBe('  b  ▌');
  });

  test('is never wider than the terminal', () => {
    for (const columns of [50, 80, 200]) for (const line of barLines(chart, { columns, isUnicode: true })) expect(Array.from(line).length).toBeLessThanOrEqual(columns);
  });
});

describe('a terminal shows blocks', () => {
  const utf8 = { LANG: 'en_GB.UTF-8' };
  test.each([
    ['when it says that it takes UTF-8', true, utf8, 'linux', true],
    ['not when it is none', false, utf8, 'linux', false],
    ['not in another encoding', true, { LANG: 'C' }, 'linux', false],
    ['not when LC_ALL overrules', true, { ...utf8, LC_ALL: 'C' }, 'linux', false],
    ['not when NO_COLOR asks for plain text', true, { ...utf8, NO_COLOR: '1' }, 'linux', false],
    ['not when it is dumb', true, { ...utf8, TERM: 'dumb' }, 'linux', false],
    ['on Windows in its newer one only', true, { ...utf8, WT_SESSION: '1' }, 'win32', true],
    ['not on Windows in an older one', true, utf8, 'win32', false],
  ] as const)('%s', (_, isTTY, environment, platform, expected) => {
    expect(terminalOf({ isTTY, columns: 100 }, environment, platform).isUnicode).toBe(expected);
  });
});

describe('as JSON', () => {
  const samples = [{ flag: 'scores', file: 'a.csv', column: 's', rows: 3, kept: 3, missing: 1 }];
  test('a figure has its value, reason, interval and sample size at the top', () => {
    const found = finding(reading(figure(0.5), 3, { low: figure(0.25), high: undefinedFigure('too-few-rows') }, 'wilson-95'), 'Half.', { details: { counts: Float64Array.of(1, 2) } });
    expect(reportJson('precision', found, samples)).toEqual({ metric: 'precision', value: 0.5, reason: null, low: 0.25, high: null, interval: 'wilson-95', sampleSize: 3, sentence: 'Half.', samples, figures: {}, counts: [1, 2], notes: [] });
  });

  test('an undefined one has null and its reason, wherever it stands', () => {
    const none = reading(undefinedFigure('one-class'), 3);
    const text = JSON.parse(JSON.stringify(reportJson('auc', finding(none, 'Undefined.', { figures: { gini: none }, details: { groups: [{ rate: undefinedFigure('no-rows') }] } }), samples))) as Record<string, unknown>;
    expect(text).toMatchObject({ value: null, reason: 'one-class', figures: { gini: { value: null, reason: 'one-class' } }, groups: [{ rate: { value: null, reason: 'no-rows' } }] });
  });
});

test.each([
  [0, '0'],
  [1234567, '1,234,567'],
  [0.123456, '0.1235'],
  [12345.678, '12,350'],
  [0.00001234, '1.234e-5'],
  [-0.5, '-0.5'],
])('%f is written %s', (value, text) => {
  expect(number(value)).toBe(text);
});

test('shares are written in percent without rounding errors', () => {
  expect(percent(0.07)).toBe('7 %');
  expect(percent(1 / 3)).toBe('33.33 %');
});
