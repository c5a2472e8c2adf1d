import { describe, expect, test } from 'vitest';
import { may, obstacle } from '#lib/permissions.ts';
import { isWithin, placesOf } from '#lib/places.ts';
import { accountOf, id } from './samples.ts';

describe('what a role is offered', () => {
  test.each([
    ['legal', 'claim', 'Breach', true],
    ['procurement', 'claim', 'Breach', false],
    ['engineer', 'create', 'ApiKey', true],
    ['auditor', 'create', 'ApiKey', false],
    ['auditor', 'read', 'LogEntry', true],
    ['administrator', 'update', 'Account', true],
    ['compliance', 'update', 'Account', false],
  ] as const)('%s may %s %s: %s', (role, action, subject, allowed) => {
    expect(may(accountOf(role), action, subject)).toBe(allowed);
    expect(obstacle(accountOf(role), action, subject) === null).toBe(allowed);
  });

  test('a refusal names the role and who can do it instead', () => {
    expect(obstacle(accountOf('procurement'), 'claim', 'Breach')).toBe(
      'Your role, procurement, does not allow this. It can be done by: administrator, legal, compliance.',
    );
  });

  test('the navigation has only lists that can be read', () => {
    const labels = (role: Parameters<typeof accountOf>[0], vendorId: string | null = null) => placesOf(accountOf(role, { vendorId })).map((place) => place.label);
    expect(labels('administrator')).toEqual(['Overview', 'Breaches', 'Agreements', 'Approvals', 'Calendar', 'Incoming', 'Library', 'Systems', 'Vendors', 'Connect', 'People', 'Log']);
    expect(labels('vendor-contact', id(30))).toEqual(['Overview', 'Breaches', 'Agreements', 'Calendar', 'Systems', 'Vendors']);
  });

  test('a page inside a place marks the place, and only that one', () => {
    const current = (pathname: string) => placesOf(accountOf('administrator')).filter((place) => isWithin(place, pathname)).map((place) => place.href);
    expect(current('/')).toEqual(['/']);
    expect(current('/breaches/1')).toEqual(['/breaches']);
    expect(current('/breachesandmore')).toEqual([]);
  });
});
