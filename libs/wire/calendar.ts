import { z } from 'zod';
import { CalendarDate, Id, Instant, Line, Zone, pageOf } from './scalars.js';

/** One day on which something falls due, in the zone of its agreement. */
export const CalendarEntry = z
  .object({
    id: z.string().describe('Stable: the same deadline on the same day keeps it'),
    kind: z.enum(['clock', 'claim']),
    agreementId: Id,
    agreementTitle: z.string(),
    vendorName: z.string(),
    label: z.string(),
    rule: z.string(),
    owedBy: z.enum(['customer', 'vendor']),
    owes: z.array(z.string()).describe('Obligations that are owed by this deadline'),
    date: CalendarDate.describe('The last day on which it is in time'),
    dueAt: Instant,
    isDayEnd: z.boolean().describe('Due at the end of the day; otherwise at a time of that day'),
    zone: Zone,
    path: z.string().describe('Page of the console that shows it'),
  })
  .meta({ id: 'CalendarEntry' });
export type CalendarEntry = z.infer<typeof CalendarEntry>;
export const CalendarPage = pageOf(CalendarEntry, 'CalendarPage');
export type CalendarPage = z.infer<typeof CalendarPage>;

/** Which days, both included; of one agreement or of all that the caller may read. */
export const CalendarQuery = z
  .strictObject({ from: CalendarDate, to: CalendarDate, agreement: Id.optional() })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= 3 * 366 * 86_400_000, { path: ['to'], message: 'lies at most three years after the first day, and not before it' })
  .meta({ id: 'CalendarQuery' });
export type CalendarQuery = z.infer<typeof CalendarQuery>;

/** An address from which calendar programs read deadlines, without the address: it is shown once. */
export const CalendarFeed = z
  .object({ id: Id, name: z.string(), agreementId: Id.nullable().describe('Null: of every agreement'), createdBy: z.string(), createdAt: Instant, revokedAt: Instant.nullable() })
  .meta({ id: 'CalendarFeed' });
export type CalendarFeed = z.infer<typeof CalendarFeed>;
export const CalendarFeedPage = pageOf(CalendarFeed, 'CalendarFeedPage');
export type CalendarFeedPage = z.infer<typeof CalendarFeedPage>;

export const NewCalendarFeed = z.strictObject({ name: Line, agreementId: Id.nullable().default(null) }).meta({ id: 'NewCalendarFeed' });
export type NewCalendarFeed = z.infer<typeof NewCalendarFeed>;

/** The only answer that ever carries the address. */
export const IssuedCalendarFeed = z.object({ feed: CalendarFeed, address: z.string() }).meta({ id: 'IssuedCalendarFeed' });
export type IssuedCalendarFeed = z.infer<typeof IssuedCalendarFeed>;
