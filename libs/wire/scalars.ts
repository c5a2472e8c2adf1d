import { z } from 'zod';

/** Public id of a stored thing (UUID v7). */
export const Id = z.uuid();

/** Instant with offset, stored to the millisecond. */
export const Instant = z.iso.datetime({ offset: true });

/** Instant of a period that is asked about; years 2000 to 2099, as of events. */
export const PeriodInstant = Instant.refine((instant) => instant.startsWith('20'), 'a time of the years 2000 to 2099');

/** Calendar date without a zone, YYYY-MM-DD; years 2000 to 2099. */
export const CalendarDate = z.iso.date().refine((date) => date.startsWith('20'), 'a date of the years 2000 to 2099');

/** Exact decimal as text: no exponent, at most 18 digits before and 12 after the point. */
export const Decimal = z.string().regex(/^-?\d{1,18}(\.\d{1,12})?$/, 'a decimal such as 99.5, as text');

/** Amount of money with its ISO 4217 currency. */
export const Money = z
  .object({ amount: Decimal, currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as EUR') })
  .meta({ id: 'Money' });
export type Money = z.infer<typeof Money>;

/** Decimals of a currency's smallest unit: 2 for EUR, 0 for JPY, 3 for KWD; undefined when ISO 4217 has no such currency. */
export function minorUnits(currency: string): number | undefined {
  if (!Intl.supportedValuesOf('currency').includes(currency)) return undefined;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
}

/** Short name in addresses: lower case, digits and hyphens. */
export const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens').max(64);

/** One line of human text: trimmed, no control characters, 1 to 200 characters. */
export const Line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, 'no control characters');

/** The same, as somebody's reason: without marks that turn the direction of text, which make it read differently from what it says. */
export const Note = Line.regex(/^[^\u202A-\u202E\u2066-\u2069]*$/u, 'no marks that turn the direction of the text');

export const Email = z.email().max(254).toLowerCase();

/** IANA zone name, for example Europe/Lisbon; existence is checked where it is used. */
export const Zone = z.string().regex(/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+){0,2}$/, 'an IANA zone such as Europe/Lisbon');

/** A number in a query. An empty value is none, and not 0. */
export function queryNumber<Schema extends z.ZodType>(number: Schema) {
  return z.preprocess((given) => (typeof given === 'string' && given.trim() === '' ? Number.NaN : given), number);
}

/** A list as it travels: items and the cursor of the next page, null on the last. */
export function pageOf<Item extends z.ZodType>(item: Item, id: string) {
  return z.object({ items: z.array(item), next: z.string().nullable() }).meta({ id });
}

/** What every list takes. `cursor` is opaque. */
export const PageQuery = z.strictObject({
  limit: queryNumber(z.coerce.number().int().min(1).max(200)).default(50),
  cursor: z.string().max(500).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;
