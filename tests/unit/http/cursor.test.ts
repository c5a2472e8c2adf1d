import { expect, test } from 'vitest';
import { FineprintError } from '#libs/wire/errors.js';
import { decodeCursor, encodeCursor, pageOfRows } from '../../../apps/api/src/http/cursor.js';

test('a cursor brings back its keys', () => {
  expect(decodeCursor('vendors', 1, 2, encodeCursor('vendors', 1, ['Leadmind', 'x']))).toEqual(['Leadmind', 'x']);
});

test('the first page has no cursor', () => {
  expect(decodeCursor('vendors', 1, 2, undefined)).toBeNull();
});

test.each([
  ['of another list', encodeCursor('systems', 1, ['a', 'b'])],
  ['of another organisation', encodeCursor('vendors', 2, ['a', 'b'])],
  ['with too few keys', encodeCursor('vendors', 1, ['a'])],
  ['with a NUL', encodeCursor('vendors', 1, ['a', '\u0000'])],
  ['that is not base64', '%%%'],
  ['that is not JSON', Buffer.from('hello').toString('base64url')],
  ['of an older kind', Buffer.from(JSON.stringify([0, 'vendors', 1, 'a', 'b'])).toString('base64url')],
])('a cursor %s is refused', (_name, cursor) => {
  expect(() => decodeCursor('vendors', 1, 2, cursor)).toThrow(FineprintError);
});

test.each([
  [0, 2, 0, null],
  [2, 2, 2, null],
  [3, 2, 2, '2'],
])('%i rows at limit %i give %i items and the cursor %s', (count, limit, items, next) => {
  const rows = Array.from({ length: count }, (_, index) => index + 1);
  const page = pageOfRows(rows, limit, String, String);
  expect([page.items.length, page.next]).toEqual([items, next]);
});
