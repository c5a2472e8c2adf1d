import { england, unitedStates } from './english-speaking.js';
import { austria, france, germany, portugal, target } from './europe.js';
import type { HolidayRule } from './holiday-rule.js';

export interface HolidayCalendar {
  readonly label: string;
  readonly holidays: readonly HolidayRule[];
}

/** The calendars that working days can be counted on, by the code of the term `definitions.holidays`. Saturdays and Sundays are free on all. */
export const holidayCalendars = {
  target: { label: 'TARGET (settlement days of the euro)', holidays: target },
  at: { label: 'public holidays in Austria', holidays: austria },
  de: { label: 'public holidays in the whole of Germany', holidays: germany },
  fr: { label: 'public holidays in France', holidays: france },
  pt: { label: 'public holidays in Portugal', holidays: portugal },
  'england-wales': { label: 'bank holidays in England and Wales', holidays: england },
  'us-federal': { label: 'federal holidays of the United States', holidays: unitedStates },
} as const satisfies Readonly<Record<string, HolidayCalendar>>;

export type HolidayCalendarCode = keyof typeof holidayCalendars;

/** The calendar of a code, or undefined when there is none of that name. */
export function calendarOf(code: string): HolidayCalendar | undefined {
  return Object.entries(holidayCalendars).find(([known]) => known === code)?.[1];
}
