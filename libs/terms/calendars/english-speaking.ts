import { easter, fixed, type HolidayRule, once, weekday } from './holiday-rule.js';

const moves = 'next-free';

/** England and Wales: Banking and Financial Dealings Act 1971 with the royal proclamations that moved or added days. */
export const england: readonly HolidayRule[] = [
  { ...fixed("New Year's Day", 1, 1), moves },
  easter('Good Friday', -2),
  easter('Easter Monday', 1),
  { ...weekday('Early May bank holiday', 5, 1, 1), except: [2020] },
  once('Early May bank holiday, on the anniversary of the end of the war', '2020-05-08'),
  { ...weekday('Spring bank holiday', 5, 1, -1), except: [2002, 2012, 2022] },
  once('Golden Jubilee', '2002-06-03'),
  once('Spring bank holiday', '2002-06-04'),
  once('Royal wedding', '2011-04-29'),
  once('Spring bank holiday', '2012-06-04'),
  once('Diamond Jubilee', '2012-06-05'),
  once('Spring bank holiday', '2022-06-02'),
  once('Platinum Jubilee', '2022-06-03'),
  once('State funeral', '2022-09-19'),
  once('Coronation', '2023-05-08'),
  weekday('Summer bank holiday', 8, 1, -1),
  { ...fixed('Christmas Day', 12, 25), moves },
  { ...fixed('Boxing Day', 12, 26), moves },
];

const nearest = { moves: 'nearest' } as const;

/** United States, federal: 5 U.S.C. section 6103. */
export const unitedStates: readonly HolidayRule[] = [
  { ...fixed("New Year's Day", 1, 1), ...nearest },
  weekday('Birthday of Martin Luther King, Jr.', 1, 1, 3),
  weekday("Washington's Birthday", 2, 1, 3),
  weekday('Memorial Day', 5, 1, -1),
  { ...fixed('Juneteenth', 6, 19), from: 2021, ...nearest },
  { ...fixed('Independence Day', 7, 4), ...nearest },
  weekday('Labor Day', 9, 1, 1),
  weekday('Columbus Day', 10, 1, 2),
  { ...fixed('Veterans Day', 11, 11), ...nearest },
  weekday('Thanksgiving Day', 11, 4, 4),
  { ...fixed('Christmas Day', 12, 25), ...nearest },
];
