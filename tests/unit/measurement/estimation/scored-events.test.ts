import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunksOf, labelledByScore, rowsByScore } from '#libs/measurement/estimation/scored-events.js';
import { eventsOf } from './events.js';

test('events are ordered by score, those without one left out', () => {
  const events = eventsOf([0.9, 1, 1], [Number.NaN, 1, 0], [0.1, 0, -1], [0.9, 0, 0]);
  expect([...rowsByScore(events)]).toEqual([2, 0, 3]);
  expect(labelledByScore(events)).toEqual({ ...eventsOf([0.9, 1, 1], [0.9, 0, 0]), rows: Uint32Array.of(0, 3) });
});

test('a remainder is kept as a short last chunk', () => {
  const events = eventsOf([0.5, 1, 1], [0.4, 1, 0], [Number.NaN, 0, 1], [0.2, 0, 0], [0.9, 0, -1]);
  const chunks = chunksOf(events, rowsByScore(events), 2);
  expect(chunks.map(({ start, end, ascending }) => [start, end, [...ascending.scores]])).toEqual([
    [0, 2, [0.4, 0.5]],
    [2, 4, [0.2]],
    [4, 5, [0.9]],
  ]);
});

test('a chunk counts decisions against outcomes also where the score is missing', () => {
  const events = eventsOf([Number.NaN, 0, 1], [0.2, 0, 0], [0.9, 1, -1], [0.1, -1, 1]);
  expect(chunksOf(events, rowsByScore(events), 10)[0]!.confusion).toEqual({ truePositive: 0, falsePositive: 0, falseNegative: 1, trueNegative: 1 });
});

test('without events there is no chunk', () => {
  const events = eventsOf();
  expect(chunksOf(events, rowsByScore(events), 5)).toEqual([]);
});

test.each([0, 1.5, -2, Number.NaN])('a chunk of %d events is refused', (size) => {
  const events = eventsOf([0.5, 1, 1]);
  expect(() => chunksOf(events, rowsByScore(events), size)).toThrow('at least one event');
});

test('every scored event is in the chunk of its row, and chunks ascend', () => {
  const event = fc.tuple(fc.constantFrom(Number.NaN, 0, 0.25, 0.5, 1), fc.constantFrom(-1, 0, 1), fc.constantFrom(-1, 0, 1));
  fc.assert(
    fc.property(fc.array(event), fc.integer({ min: 1, max: 7 }), (list, size) => {
      const events = eventsOf(...list);
      for (const { start, end, ascending } of chunksOf(events, rowsByScore(events), size)) {
        const scored = list.slice(start, end).filter(([score]) => !Number.isNaN(score));
        const found = [...ascending.scores].map((score, at) => [score, ascending.decisions[at], ascending.outcomes[at]]);
        expect(found).toEqual(scored.toSorted((a, b) => a[0] - b[0]));
      }
    }),
  );
});
