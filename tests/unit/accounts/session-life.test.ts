import { expect, test } from 'vitest';
import { endOfSession, isStale } from '../../../apps/api/src/accounts/session-life.js';

const at = (time: string): Date => new Date(`2026-03-15T${time}Z`);

test.each([
  ['half an hour after the last request', '09:00:00', '20:00:00', '09:30:00'],
  ['twelve hours after signing in, however busy', '19:45:00', '20:00:00', '20:00:00'],
  ['at the earlier of both', '19:30:00', '20:00:00', '20:00:00'],
])('a session ends %s', (_, lastSeen, expires, end) => {
  expect(endOfSession({ lastSeenAt: at(lastSeen), expiresAt: at(expires) })).toEqual(at(end));
});

test.each([
  ['never seen', null, true],
  ['seen a minute ago', at('11:59:00'), true],
  ['seen 59.999 seconds ago', at('11:59:00.001'), false],
])('%s is written again: %s', (_, seen, stale) => {
  expect(isStale(seen, at('12:00:00'))).toBe(stale);
});
