import type { Request } from 'express';
import { expect, test } from 'vitest';
import { requiredRevision } from '../../../apps/api/src/http/etag.js';

const asking = (header: string | undefined): Request => ({ headers: { 'if-match': header } }) as Request;

test('the revision is read from the ETag', () => {
  expect(requiredRevision(asking('"r12"'))).toBe(12);
});

test.each([
  [undefined, 'PRECONDITION_REQUIRED'],
  ['*', 'MALFORMED'],
  ['r12', 'MALFORMED'],
  ['W/"r12"', 'MALFORMED'],
  ['"r1", "r2"', 'MALFORMED'],
  ['"r-1"', 'MALFORMED'],
])('If-Match %s is refused with %s', (header, code) => {
  expect(() => requiredRevision(asking(header))).toThrow(expect.objectContaining({ code }));
});
