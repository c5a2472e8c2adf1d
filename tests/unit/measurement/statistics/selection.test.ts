import { describe, expect, test } from 'vitest';
import { quantilesOf } from '#libs/measurement/statistics/selection.js';
import { linearQuantile } from '#libs/measurement/statistics/sorting.js';
import { columnOf, shapes } from './laws.js';

const quantiles = [0.5, 0.1, 0.9, 0, 1, 0.25, 0.251, 0.999];

describe('quantiles selected from unsorted values are those of the sorted ones', () => {
  test.each(Object.keys(shapes))('in a column %s', (shape) => {
    for (const length of [1, 2, 100, 8_191, 8_192, 20_000]) {
      const values = columnOf(shape, length, length);
      const sorted = values.toSorted();
      expect(quantilesOf(values, quantiles)).toEqual(quantiles.map((q) => linearQuantile(sorted, q)));
    }
  });
});
