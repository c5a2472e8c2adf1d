import { describe, expect, test } from 'vitest';
import { absolute, dateText, relative, timeLeft, windowText } from '#lib/moments.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');

describe('moments', () => {
  test.each([
    ['a month whose end crosses the clock change', '2026-09-30T23:00:00.000Z', '2026-11-01T00:00:00.000Z', 'Europe/Lisbon', 'October 2026'],
    ['a quarter', '2026-06-30T18:30:00.000Z', '2026-09-30T18:30:00.000Z', 'Asia/Kolkata', 'Q3 2026'],
    ['a month cut by the start of the agreement', '2026-10-11T23:00:00.000Z', '2026-11-01T00:00:00.000Z', 'Europe/Lisbon', '12 Oct 2026 to 31 Oct 2026'],
    ['three months that are no quarter', '2026-02-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z', 'UTC', '1 Feb 2026 to 30 Apr 2026'],
  ])('%s is named in its zone', (_, start, end, zone, name) => {
    expect(windowText(start, end, zone)).toBe(name);
  });

  test('an absolute time names its zone', () => {
    expect(absolute('2026-07-01T10:00:00.000Z', 'Europe/Lisbon')).toBe('1 Jul 2026, 11:00 WEST');
  });

  test('a calendar date does not move with the zone of the reader', () => {
    expect(dateText('2026-08-01')).toBe('1 August 2026');
  });

  test.each([
    ['2026-11-21T11:59:30.000Z', 'just now'],
    ['2026-11-21T10:59:00.000Z', '1 hour ago'],
    ['2026-11-24T12:00:00.000Z', 'in 3 days'],
  ])('%s is %s', (instant, text) => {
    expect(relative(instant, now)).toBe(text);
  });

  test.each([
    ['2026-12-21T12:00:00.000Z', '30 days left', 'calm'],
    ['2026-11-23T12:00:00.000Z', '2 days left', 'soon'],
    ['2026-11-22T12:00:00.000Z', '24 hours left', 'soon'],
    ['2026-11-21T13:00:00.000Z', '1 hour left', 'soon'],
    ['2026-11-21T12:00:00.000Z', 'less than an hour left', 'soon'],
    ['2026-11-21T11:59:59.999Z', 'the time is over', 'over'],
  ])('a deadline at %s has %s', (dueAt, text, urgency) => {
    expect(timeLeft(dueAt, now)).toEqual({ text, urgency });
  });
});
