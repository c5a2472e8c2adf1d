import { expect, test } from 'vitest';
import { report } from '../../vectors/report.js';
import type { VectorCase } from '../../vectors/vector-file.js';
import type { VectorMetric } from '../../vectors/vector-metric.js';

const largest: VectorMetric = (inputs) => ({ largest: Math.max(...inputs.numbers('x')), list: Array.from({ length: 30 }, () => 0) });

function reported(all: boolean, ...cases: readonly Partial<VectorCase>[]) {
  const lines: string[] = [];
  const vectors = cases.map((one) => ({
    id: 'one',
    metric: 'largest',
    normative: true,
    informational: [],
    inputs: { x: { inline: [1, 2] } },
    params: {},
    expected: {},
    tolerance: {},
    ...one,
  }));
  const file = { name: 'suite.json', datasets: {}, cases: vectors.map((vector) => ({ id: vector.id, vector, fault: null })) };
  const tableOf = () => {
    throw new Error('no data sets');
  };
  const failed = report([file], { tableOf, metrics: { largest }, all }, (line) => lines.push(line));
  return { failed, lines };
}

const met = { id: 'met', expected: { largest: 2, smallest: 1 }, informational: ['smallest'] };
const missed = { id: 'missed', expected: { largest: 3 } };
const shown = { id: 'shown', normative: false, expected: { largest: 9 } };

test('a case counts once, however many of its values are missed; the last line counts', () => {
  expect(reported(false, met)).toEqual({ failed: 0, lines: ['1 passed, 0 failed'] });
  expect(reported(false, met, missed, { id: 'strange', metric: 'mood' }, shown)).toEqual({
    failed: 2,
    lines: ['MISS   suite.json missed largest: expected 3, got 2', 'FAILED suite.json strange: the metric "mood" is not known', '1 passed, 2 failed'],
  });
});

test('what explains is shown only when asked for, and never counts', () => {
  expect(reported(true, met, shown, { id: 'strange', metric: 'mood', normative: false })).toEqual({
    failed: 0,
    lines: [
      'INFO   suite.json met smallest: expected 1, got nothing',
      'INFO   suite.json shown largest: expected 9, got 2',
      'INFO   suite.json strange: the metric "mood" is not known',
      '1 passed, 0 failed',
    ],
  });
});

test('of very many misses in a case the first are shown, the rest are counted', () => {
  const { lines } = reported(false, { expected: { list: Array.from({ length: 30 }, () => 1) } });
  expect(lines).toHaveLength(22);
  expect(lines.slice(-2)).toEqual(['MISS   suite.json one and 10 more', '0 passed, 1 failed']);
});
