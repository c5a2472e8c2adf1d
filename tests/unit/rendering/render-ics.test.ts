import { describe, expect, test } from 'vitest';
import { renderIcs } from '#libs/rendering/render-ics.js';
import type { CalendarEntry } from '#libs/wire/calendar.js';

const entry = (changes: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id: '0199a0f0-0000-7000-8000-000000000001-2026-03-31',
  kind: 'clock',
  agreementId: '0199a0f0-0000-7000-8000-000000000002',
  agreementTitle: 'Lead scoring',
  vendorName: 'Leadmind',
  label: 'Notice of renewal',
  rule: '30 days before the last day',
  owedBy: 'customer',
  owes: [],
  date: '2026-03-31',
  dueAt: '2026-03-31T23:00:00.000Z',
  isDayEnd: true,
  zone: 'Europe/Lisbon',
  path: '/agreements/x/overview',
  ...changes,
});
const render = (...entries: readonly CalendarEntry[]) => renderIcs('Ours', entries, '2026-03-01T00:00:00.000Z', 'https://fineprint.example');
const unfolded = (text: string) => text.replaceAll(/\r\n[ \t]/g, '').split('\r\n');

test('a deadline at the end of a day is that whole day, whatever zone the reader is in', () => {
  const lines = unfolded(render(entry()));
  expect(lines).toContain('DTSTART;VALUE=DATE:20260331');
  expect(lines).toContain('UID:0199a0f0-0000-7000-8000-000000000001-2026-03-31@fineprint');
  expect(lines).toContain('SUMMARY:Notice of renewal (we owe)');
  expect(lines).toContain('DTSTAMP:20260301T000000Z');
  expect(lines[0]).toBe('BEGIN:VCALENDAR');
});

test('a deadline at a time is that instant', () => {
  expect(unfolded(render(entry({ isDayEnd: false, dueAt: '2026-03-31T14:30:00.000Z', owedBy: 'vendor' })))).toEqual(expect.arrayContaining(['DTSTART:20260331T143000Z', 'SUMMARY:Notice of renewal (Leadmind owes)']));
});

describe('text', () => {
  test('is escaped, so that a name cannot add a line of its own', () => {
    const lines = unfolded(render(entry({ label: 'a,b;c\\d\r\nATTACH:http://canary', agreementTitle: 'x\nEND:VEVENT' })));
    expect(lines.filter((line) => /^(ATTACH|END:VEVENT)/.test(line))).toEqual(['END:VEVENT']);
    expect(lines.find((line) => line.startsWith('SUMMARY'))).toMatch(/^SUMMARY:a\\,b\\;c\\\\d\\n/);
  });

  test('is folded at 75 octets between characters', () => {
    const text = render(entry({ label: '株式会社'.repeat(30) }));
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(unfolded(text).find((line) => line.startsWith('SUMMARY'))).toContain('株式会社'.repeat(30));
  });
});

test('the same entries at the same moment are the same bytes', () => {
  expect(render(entry())).toBe(render(entry()));
});
