import { describe, expect, test } from 'vitest';
import { dueWindows } from '#libs/remedies/due-windows.js';
import type { Measurement } from '#libs/wire/measurements.js';
import type { Objective } from '#libs/wire/objectives.js';
import { objective } from '../measurement/objectives.js';

const owed = (key: string, graceHours = 24): Objective => ({
  id: key,
  agreementId: 'agreement',
  versionNumber: 1,
  systemId: 'system',
  from: '2026-01-01T00:00:00.000Z',
  until: null,
  definition: objective({ key, graceHours, window: { kind: 'calendar-month', zone: 'Asia/Kolkata' } }),
});
const stored = (objectiveId: string, windowStart: string) => ({ objectiveId, windowStart }) as Measurement;
const [january, february] = ['2026-01-01T00:00:00.000Z', '2026-01-31T18:30:00.000Z'];
const both = [stored('uptime', january), stored('uptime', february)];
const due = (objectives: readonly Objective[], measurements: readonly Measurement[], hours: readonly string[], now: string) =>
  dueWindows(objectives, measurements, hours.map((hour) => Date.parse(hour)), now).map(({ objective: { id }, window, previous }) => `${id} ${window.start}${previous ? ' again' : ''}`);

describe('a window', () => {
  test.each([
    ['2026-03-01T18:29:59.999Z', []],
    ['2026-03-01T18:30:00.000Z', [`uptime ${february}`]],
  ])('that is not stored is due from the instant at which it is final (%s)', (now, windows) => {
    expect(due([owed('uptime')], [stored('uptime', january)], [], now)).toEqual(windows);
  });

  test('that is not stored is due although later ones are', () => {
    expect(due([owed('uptime')], [stored('uptime', february)], [], '2026-03-15T00:00:00.000Z')).toEqual([`uptime ${january}`]);
  });

  test.each([
    ['inside it', '2026-02-10T10:00:00Z', [`uptime ${february} again`]],
    ['that its edge cuts, for both sides', '2026-01-31T18:00:00Z', [`uptime ${january} again`, `uptime ${february} again`]],
    ['that ends as it begins', '2025-12-31T23:00:00Z', []],
    ['that begins after it', '2026-02-28T19:00:00Z', []],
  ])('that is stored is due again when an hour changed %s', (_, hour, windows) => {
    expect(due([owed('uptime')], both, [hour], '2026-03-15T00:00:00.000Z')).toEqual(windows);
  });

  test('comes after those that ended before it, whatever objective they are of', () => {
    expect(due([owed('uptime'), owed('latency')], [], [], '2026-03-15T00:00:00.000Z')).toEqual([`latency ${january}`, `uptime ${january}`, `latency ${february}`, `uptime ${february}`]);
  });
});
