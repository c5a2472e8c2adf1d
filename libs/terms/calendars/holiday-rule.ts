/** One holiday of a calendar: when it falls, in which years, and where it moves to from a weekend. */
export interface HolidayRule {
  readonly name: string;
  readonly on: HolidayDate;
  /** First and last year, inclusive; without them every year from 2000 to 2099. */
  readonly from?: number;
  readonly until?: number;
  /** Years inside them in which the holiday did not apply or lay elsewhere. */
  readonly except?: readonly number[];
  /** `next-free`: the next day that is neither weekend nor holiday; `nearest`: Friday for a Saturday, Monday for a Sunday. */
  readonly moves?: 'next-free' | 'nearest';
}

/** A fixed day of the year; days after Easter Sunday; the nth weekday (1 Monday to 7 Sunday) of a month, -1 for the last; or one date. */
export type HolidayDate =
  | { readonly kind: 'fixed'; readonly month: number; readonly day: number }
  | { readonly kind: 'easter'; readonly offset: number }
  | { readonly kind: 'weekday'; readonly month: number; readonly weekday: number; readonly nth: 1 | 2 | 3 | 4 | -1 }
  | { readonly kind: 'once'; readonly date: string };

export const fixed = (name: string, month: number, day: number): HolidayRule => ({ name, on: { kind: 'fixed', month, day } });
export const easter = (name: string, offset: number): HolidayRule => ({ name, on: { kind: 'easter', offset } });
export const weekday = (name: string, month: number, day: number, nth: 1 | 2 | 3 | 4 | -1): HolidayRule => ({ name, on: { kind: 'weekday', month, weekday: day, nth } });
export const once = (name: string, date: string): HolidayRule => ({ name, on: { kind: 'once', date } });
