import { describe, expect, test } from 'vitest';
import { requireTimes } from '#libs/remedies/exclusion-times.js';
import { FineprintError } from '#libs/wire/errors.js';

const now = '2026-03-15T12:00:00.000Z';

function faultsOf(from: string, to: string): readonly string[] {
  try {
    requireTimes({ from, to }, now);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(FineprintError);
    expect(error).toMatchObject({ code: 'INVALID' });
    const { detail, faults } = error as FineprintError;
    expect(detail).toBe(`${faults[0]!.pointer}: ${faults[0]!.detail}`);
    return faults.map((fault) => `${fault.pointer} ${fault.code}`);
  }
}

describe('times that can be excluded', () => {
  test.each([
    ['one minute', '2026-03-10T10:00:00Z', '2026-03-10T10:01:00Z'],
    ['with seconds and milliseconds of zero', '2026-03-10T10:00:00.000Z', '2026-03-10T10:01:00.000Z'],
    ['in zones of their own', '2026-03-10T10:00:00+05:30', '2026-03-10T05:00:00Z'],
    ['31 days', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'],
    ['of the future, up to 366 days ahead', '2027-03-16T11:00:00Z', '2027-03-16T12:00:00Z'],
    ['the first minute that may have events', '2000-01-01T00:00:00Z', '2000-01-01T00:01:00Z'],
  ])('%s', (_, from, to) => {
    expect(faultsOf(from, to)).toEqual([]);
  });
});

describe('times that cannot, and what is named', () => {
  test.each([
    ['half a minute', '2026-03-10T10:00:30Z', '2026-03-10T10:01:00Z', ['/from NOT_A_WHOLE_MINUTE']],
    ['an end with a millisecond', '2026-03-10T10:00:00Z', '2026-03-10T10:01:00.001Z', ['/to NOT_A_WHOLE_MINUTE']],
    ['an end with less than a millisecond', '2026-03-10T10:00:00Z', '2026-03-10T10:01:00.0000001Z', ['/to NOT_A_WHOLE_MINUTE']],
    ['nothing', '2026-03-10T10:00:00Z', '2026-03-10T10:00:00Z', ['/to NOT_AFTER_START']],
    ['an end before the start', '2026-03-10T10:00:00Z', '2026-03-10T09:00:00Z', ['/to NOT_AFTER_START']],
    ['more than 31 days', '2026-01-01T00:00:00Z', '2026-02-01T00:01:00Z', ['/to TOO_LONG']],
    ['more than 366 days ahead', '2027-03-16T11:00:00Z', '2027-03-16T12:01:00Z', ['/to TOO_FAR_AHEAD']],
    ['before there are events', '1999-12-31T23:59:00Z', '2000-01-01T00:01:00Z', ['/from TOO_EARLY']],
    ['all of it at once', '1999-12-31T23:59:01Z', '2100-01-01T00:01:01Z', ['/from NOT_A_WHOLE_MINUTE', '/to NOT_A_WHOLE_MINUTE', '/from TOO_EARLY', '/to TOO_LONG', '/to TOO_FAR_AHEAD']],
  ])('%s', (_, from, to, faults) => {
    expect(faultsOf(from, to)).toEqual(faults);
  });
});
