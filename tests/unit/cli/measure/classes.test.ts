import { describe, expect, test } from 'vitest';
import { classesOf } from '../../../../apps/cli/src/measure/classes.js';
import type { Column } from '../../../../apps/cli/src/measure/reading/column-builder.js';

const texts = (...cells: (string | null)[]): Column => {
  const labels = [...new Set(cells.filter((cell) => cell !== null))];
  return { kind: 'texts', codes: Int32Array.from(cells, (cell) => (cell === null ? -1 : labels.indexOf(cell))), labels };
};
const numbers = (...values: number[]): Column => ({ kind: 'numbers', values: Float64Array.from(values) });

describe('classes of a column', () => {
  test.each([
    ['0 and 1', numbers(1, 0, Number.NaN), undefined, null, [1, 0, Number.NaN]],
    ['true and false', texts('true', 'False', null), undefined, null, [1, 0, Number.NaN]],
    ['a named text against all others', texts('hired', 'left', 'rejected'), 'hired', null, [1, 0, 0]],
    ['a named number, however it is written', numbers(1, 2, 2), '2.0', null, [0, 1, 1]],
    ['0 as the positive one', numbers(1, 0), '0', null, [0, 1]],
    ['decisions in their own words beside named outcomes', numbers(1, 0), 'hired', texts('hired', 'rejected'), [1, 0]],
    ['decisions in the words of the outcomes, all of them negative', numbers(1, 1), '2', numbers(1, 2), [0, 0]],
  ])('%s', (_, column, positive, labels, expected) => {
    expect([...classesOf(column, positive, 'y', labels).classes]).toEqual(expected);
  });

  test('say aloud that no cell is the positive one', () => {
    expect(classesOf(texts('rejected'), 'hired', 'a.csv:y', null).note).toBe('No cell of a.csv:y is "hired"; it holds rejected.');
  });

  test.each([
    ['texts', texts('hired', 'rejected'), 'y holds "hired": say which cell is the positive one with --positive VALUE (it holds hired, rejected)'],
    ['numbers', numbers(0, 1, 2), 'y holds "2": say which cell is the positive one with --positive VALUE (it holds 0, 1, 2)'],
  ])('are not guessed from other %s', (_, column, message) => {
    expect(() => classesOf(column, undefined, 'y', null)).toThrow(message);
  });
});
