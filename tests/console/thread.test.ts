import { describe, expect, test } from 'vitest';
import { snippetsFor } from '#lib/snippets.ts';
import { threadOfBreach, threadOfObjective } from '#lib/thread.ts';
import { breachOf, definition, id, measurementOf, previewOf } from './samples.ts';

const objective = { id: id(2), agreementId: id(20), versionNumber: 1, systemId: id(10), from: '2026-07-31T23:00:00.000Z', until: null, definition };
const clause = previewOf('99.5').clauses[0] ?? expect.fail('the sample has a clause');
const detail = {
  ...breachOf(),
  objective,
  measurement: measurementOf({ value: '98.4' }),
  terms: [{ path: 'uptime.target', label: 'Target', printed: '99.5 %' }],
  clause,
  version: { number: 1, digest: 'ab', effectiveFrom: '2026-08-01', signedAt: '2026-07-25T00:00:00.000Z' },
  derivation: null,
  history: [],
  notice: null,
};

describe('the thread', () => {
  test('walks from the breach to the signed version without a gap', () => {
    const steps = threadOfBreach(detail).map((step) => [step.kind, step.text.replaceAll('\u00A0', ' '), step.href]);
    expect(steps).toEqual([
      ['Breach', 'Availability', null],
      ['Window', 'October 2026', '#measured'],
      ['Measurement', '98.4 % of 12,345 events', '#measured'],
      ['Objective', 'at least 99.5 %', `/systems/${id(10)}#objective-${id(2)}`],
      ['Term', '99.5 %', '#term-uptime.target'],
      ['Clause', '1 Availability', `/agreements/${id(20)}?version=1#clause-availability`],
      ['Signed version', 'Version 1', `/agreements/${id(20)}?version=1`],
    ]);
  });

  test('a version without signatures is not called signed', () => {
    expect(threadOfBreach({ ...detail, version: { ...detail.version, signedAt: null } }).at(-1)?.kind).toBe('Version');
  });

  test('an objective knows the way to its clause', () => {
    expect(threadOfObjective(objective).map((step) => step.href)).toEqual([
      null,
      `/agreements/${id(20)}?version=1#term-uptime.target`,
      `/agreements/${id(20)}?version=1#clause-availability`,
      `/agreements/${id(20)}?version=1`,
    ]);
  });
});

describe('lines to paste', () => {
  test('carry the address, the system and the key', () => {
    const [event] = snippetsFor('https://fineprint.example', 'lead-scoring', 'fp_live_x', '2026-11-21T12:00:00.000Z');
    expect(event?.text).toContain('curl https://fineprint.example/api/v1/events');
    expect(event?.text).toContain('Authorization: Bearer fp_live_x');
    expect(event?.text).toContain('"system":"lead-scoring"');
  });

  test('read the key from the environment when it is not shown', () => {
    for (const snippet of snippetsFor('http://localhost', 's', null, '2026-11-21T12:00:00.000Z')) expect(snippet.text).not.toMatch(/export|Bearer (?!\$FINEPRINT_KEY)/);
  });
});
