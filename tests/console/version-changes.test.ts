import { describe, expect, test } from 'vitest';
import type { SystemVersion } from '#libs/wire/systems.js';
import { versionChanges } from '#lib/version-changes.ts';
import { basisOf } from './samples/basis.ts';
import { driftReportOf } from './samples/drift.ts';

const versionOf = (label: string, firstSeenAt: string | null, announced = true): SystemVersion => ({ label, announced, firstSeenAt, features: [], featureKinds: [] });
const first = versionOf('1.4', '2026-08-07T23:00:00.000Z');
const report = (version: string | null = null) =>
  driftReportOf({
    basis: basisOf({ from: '2026-10-25T19:00:00.000Z', to: '2026-11-24T19:00:00.000Z', version }),
    baseline: { kind: 'previous', from: '2026-09-25T19:00:00.000Z', to: '2026-10-25T19:00:00.000Z', events: 10, excluded: null, profile: null },
  });
const at = (query: string) => new URL(`http://localhost/systems/1/drift${query}`);
const changesOf = (versions: readonly SystemVersion[], query = '', version: string | null = null) => versionChanges(report(version), versions, at(query));

describe('a model version that appeared while events were compared', () => {
  test('inside the reference: the present period is offered against the whole time before it', () => {
    const [change, ...others] = changesOf([versionOf('2.0', '2026-10-06T10:20:00.000Z', false), first], '?days=30&show=alarms');
    expect(others).toEqual([]);
    expect(change?.sentence).toBe('2.0 (unannounced) first appeared 6 Oct 2026, 10:20 UTC, inside the reference, which is a mixture of versions.');
    expect(change?.offer).toBe('Compare with the 30\u00A0days before it appeared');
    expect(Object.fromEntries(new URL(change?.href ?? '', 'http://localhost').searchParams)).toEqual({
      days: '30',
      show: 'alarms',
      baseline: 'fixed',
      baselineFrom: '2026-09-06T10:00',
      baselineTo: '2026-10-06T10:00',
    });
  });

  test('inside the present period: the time since then is offered against the time before', () => {
    const [change] = changesOf([first, versionOf('2.1', '2026-11-10T00:30:00.000Z')], '?days=30&baseline=profile&baselineVersion=1.4');
    expect(change?.sentence).toContain('inside the present period');
    expect(Object.fromEntries(new URL(change?.href ?? '', 'http://localhost').searchParams)).toEqual({
      from: '2026-11-10T01:00',
      to: '2026-11-24T19:00',
      baseline: 'fixed',
      baselineFrom: '2026-10-11T00:00',
      baselineTo: '2026-11-10T00:00',
    });
  });

  test.each([
    ['the first version of all, which replaced none', [versionOf('1.4', '2026-10-06T10:20:00.000Z')], null],
    ['a version without an event', [first, versionOf('2.0', null)], null],
    ['a version from before both', [first, versionOf('2.0', '2026-09-01T00:00:00.000Z')], null],
    ['a report of one version alone', [first, versionOf('2.0', '2026-10-06T10:20:00.000Z')], '2.0'],
  ])('%s is no change', (_, versions, version) => {
    expect(changesOf(versions, '', version)).toEqual([]);
  });
});
