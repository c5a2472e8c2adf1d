import { describe, expect, test } from 'vitest';
import { claimedMinutes, excludedTime } from '#libs/remedies/excluded-time.js';
import type { Exclusion } from '#libs/wire/exclusions.js';

const at = (time: string): string => `2026-03-01T${time}:00.000Z`;
const exclusion = (state: Exclusion['state'], from: string, to: string) => ({ state, from: at(from), to: at(to) });
const day = { startMs: Date.UTC(2026, 2, 1), endMs: Date.UTC(2026, 2, 2) };

test('only what is accepted is taken out', () => {
  const exclusions = [exclusion('accepted', '10:00', '11:00'), exclusion('claimed', '12:00', '13:00'), exclusion('disputed', '14:00', '15:00'), exclusion('withdrawn', '16:00', '17:00')];
  expect(excludedTime(exclusions)).toEqual([{ startMs: Date.parse(at('10:00')), endMs: Date.parse(at('11:00')) }]);
});

describe('the minutes that claims would take out further', () => {
  test.each([
    ['none without claims', [exclusion('accepted', '10:00', '11:00')], 0],
    ['those that are claimed', [exclusion('claimed', '10:00', '11:00')], 60],
    ['those that are disputed, because they may be accepted yet', [exclusion('disputed', '10:00', '11:00')], 60],
    ['none that are withdrawn', [exclusion('withdrawn', '10:00', '11:00')], 0],
    ['each once, however often it is claimed', [exclusion('claimed', '10:00', '11:00'), exclusion('disputed', '10:30', '11:30')], 90],
    ['none that are excluded already', [exclusion('accepted', '10:00', '11:00'), exclusion('claimed', '10:30', '11:15')], 15],
  ] as const)('%s', (_, exclusions, minutes) => {
    expect(claimedMinutes(day, exclusions)).toBe(minutes);
  });

  test('are counted inside the stretch only', () => {
    const half = { startMs: Date.parse(at('10:30')), endMs: Date.parse(at('10:50')) };
    expect(claimedMinutes(half, [exclusion('claimed', '10:00', '10:40'), exclusion('claimed', '11:00', '12:00')])).toBe(10);
  });
});
