import { describe, expect, test } from 'vitest';
import { activationChecks } from '#lib/agreements.ts';
import { keyState } from '#lib/api-keys.ts';
import { claimObstacle, eventWords } from '#lib/breaches.ts';
import { objectAddress } from '#lib/log.ts';
import { byDeadline, silentSystems } from '#lib/overview.ts';
import { slugOf } from '#lib/slugs.ts';
import { agreementOf, breachOf, id, systemOf, versionOf } from './samples.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');

describe('what needs somebody', () => {
  test('breaches come by their deadline, those without one last', () => {
    const due = ['2026-12-05T00:00:00.000Z', null, '2026-11-25T00:00:00.000Z'];
    expect(byDeadline(due.map((claimDueAt) => breachOf({ claimDueAt }))).map((breach) => breach.claimDueAt)).toEqual([due[2], due[0], due[1]]);
  });

  test('a live system is silent after a day without events; a sandbox never is', () => {
    const systems = [
      systemOf({ id: id(1), lastEventAt: null }),
      systemOf({ id: id(2), lastEventAt: '2026-11-21T11:00:00.000Z' }),
      systemOf({ id: id(3), lastEventAt: '2026-11-20T11:00:00.000Z' }),
      systemOf({ id: id(4), lastEventAt: null, environment: 'sandbox' }),
    ];
    expect(silentSystems(systems, now).map((system) => system.id)).toEqual([id(1), id(3)]);
  });
});

describe('claiming', () => {
  test.each([
    ['open, in time', breachOf(), null],
    ['open, without a deadline', breachOf({ claimDueAt: null }), null],
    ['open, at the last instant', breachOf({ claimDueAt: '2026-11-21T12:00:00.000Z' }), null],
    ['open, too late', breachOf({ claimDueAt: '2026-11-21T11:59:59.999Z' }), 'The claim window has closed.'],
    ['open, with a credit of nothing', breachOf({ credit: { amount: '0.00', currency: 'EUR' } }), 'The breach earns no credit: there is nothing to claim.'],
    ['open, with no credit agreed', breachOf({ credit: null }), 'The breach earns no credit: there is nothing to claim.'],
    ['claimed', breachOf({ state: 'claimed' }), 'The credit has been claimed already.'],
    ['withdrawn', breachOf({ state: 'withdrawn' }), 'The breach was withdrawn: measured again, the window is no breach any more.'],
  ])('a breach that is %s', (_, breach, why) => {
    expect(claimObstacle(breach, now)).toBe(why);
  });

  test('events of a breach read as words', () => {
    expect(eventWords('breach.claim-recorded')).toBe('claim recorded');
  });
});

describe('activation', () => {
  const open = (agreement: Parameters<typeof activationChecks>[0], silent: readonly string[] = []) =>
    activationChecks(agreement, silent).filter((check) => !check.done).map((check) => [check.label, check.blocks]);

  test('waits for a version and both signatures', () => {
    expect(open(agreementOf())).toEqual([['A version is frozen', true], ['Signed by us', true], ['Signed by the vendor', true]]);
    expect(open(agreementOf({ versions: [versionOf('vendor')] }))).toEqual([['Signed by us', true]]);
    expect(open(agreementOf({ versions: [versionOf('vendor', 'customer')] }))).toEqual([]);
  });

  test('is warned by a silent stream but not stopped', () => {
    expect(open(agreementOf({ versions: [versionOf('vendor', 'customer')] }), ['Chat'])).toEqual([['Every system sends events', false]]);
  });
});

describe('small things', () => {
  test.each([
    ['Leadmind Scoring Ltd.', 'leadmind-scoring-ltd'],
    ['  Ação & Cía  ', 'acao-cia'],
    ['日本', ''],
    ['a'.repeat(80), 'a'.repeat(64)],
  ])('the short name proposed for "%s" is "%s"', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  test('a key is active until it ends or is revoked', () => {
    const key = { id: id(1), prefix: 'fp', name: 'n', scopes: [], createdAt: '2026-01-01T00:00:00.000Z', expiresAt: null, lastUsedAt: null, revokedAt: null };
    expect(keyState(key, now)).toBe('active');
    expect(keyState({ ...key, expiresAt: '2026-11-21T12:00:00.000Z' }, now)).toBe('expired');
    expect(keyState({ ...key, expiresAt: '2026-01-01T00:00:00.000Z', revokedAt: '2026-01-02T00:00:00.000Z' }, now)).toBe('revoked');
  });

  test('log entries lead to their object where it has a page', () => {
    expect(objectAddress({ objectKind: 'Agreement', objectId: id(1) })).toBe(`/agreements/${id(1)}`);
    expect(objectAddress({ objectKind: 'api-key', objectId: id(1) })).toBeNull();
  });
});
