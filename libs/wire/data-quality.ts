import { z } from 'zod';
import { rejectionCodes } from './events.js';
import { CalendarDate, Instant } from './scalars.js';

/** An arrival is late when it comes longer after its time than this. */
export const lateAfterMs = 86_400_000;

/** An outcome whose event is not there waits so long for it; then it is counted as expired, and removed. */
export const pendingOutcomeDays = 30;

/**
 * What was noticed of what a source sends; an item may be counted under several. Beside the codes of rejections, which were not taken:
 * words that were mapped or left out because of a limit, values that are not known, items that came too early, too late, again or
 * otherwise than before. Whatever is noticed is counted each time it is sent, duplicates included.
 */
export const findings = [
  ...rejectionCodes,
  'duplicate',
  'clock-ahead',
  'late-arrival',
  'unannounced-version',
  'slice-overflow',
  'slice-undeclared-value',
  'slice-undeclared-attribute',
  'category-overflow',
  'feature-not-finite',
  'feature-missing',
  'user-overflow',
  'outcome-pending',
  'outcome-expired',
  'outcome-restated',
] as const;
export const Finding = z.enum(findings).meta({ id: 'Finding' });
export type Finding = z.infer<typeof Finding>;

/** Who sends: an API key, or a person. */
export const QualitySource = z.object({ kind: z.enum(['account', 'api-key', 'system']), id: z.string(), name: z.string().nullable() }).meta({ id: 'QualitySource' });
export type QualitySource = z.infer<typeof QualitySource>;

export const ItemKind = z.enum(['event', 'outcome']);
export type ItemKind = z.infer<typeof ItemKind>;

/** What became of the items of a source: accepted + duplicate + rejected = sent. */
export const QualityTotals = z
  .object({ source: QualitySource, kind: ItemKind, sent: z.int(), accepted: z.int(), duplicate: z.int(), rejected: z.int(), lastSeenAt: Instant })
  .meta({ id: 'QualityTotals' });
export type QualityTotals = z.infer<typeof QualityTotals>;

export const QualityFinding = z
  .object({ source: QualitySource, kind: ItemKind, finding: Finding, count: z.int(), lastSeenAt: Instant })
  .meta({ id: 'QualityFinding' });
export type QualityFinding = z.infer<typeof QualityFinding>;

/** Of the days from `from` to `to`, both included, in UTC and by arrival. */
export const DataQuality = z
  .object({ from: CalendarDate, to: CalendarDate, totals: z.array(QualityTotals), findings: z.array(QualityFinding) })
  .meta({ id: 'DataQuality' });
export type DataQuality = z.infer<typeof DataQuality>;

/** Without days: the last 30, today included. */
export const DataQualityQuery = z
  .strictObject({ from: CalendarDate.optional(), to: CalendarDate.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, 'the first day comes before the last');
export type DataQualityQuery = z.infer<typeof DataQualityQuery>;
