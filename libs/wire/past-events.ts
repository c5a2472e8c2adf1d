import { z } from 'zod';
import { EventStatus } from './events.js';
import { earliestInstant, instantOf, latestInstant } from './instant.js';
import { Instant } from './scalars.js';

const yes = ['true', '1', 'yes', 'positive'];
const no = ['false', '0', 'no', 'negative'];

const given = (value: unknown) => (value === '' || value === null ? undefined : value);
const number = (least: number, most: number) => z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : given(value)), z.number().min(least).max(most).optional());
const either = z.preprocess(
  given,
  z
    .union([z.boolean(), z.number(), z.string()])
    .transform((value, context) => {
      const word = String(value).toLowerCase();
      if (yes.includes(word)) return true;
      if (no.includes(word)) return false;
      context.addIssue({ code: 'custom', message: `expected one of ${[...yes, ...no].join(', ')}` });
      return z.NEVER;
    })
    .optional(),
);

/** A past event on which terms are tried: a row of a CSV or a line of NDJSON. Other columns are left alone. */
export const PastEventRecord = z.object({
  time: Instant,
  system: z.preprocess(given, z.string().max(64).optional()),
  status: z.preprocess((value) => given(value) ?? 'ok', EventStatus),
  score: number(0, 1),
  decision: either,
  latencyMs: number(0, 86_400_000),
  outcome: either,
});
export type PastEventRecord = z.infer<typeof PastEventRecord>;

/** The values of one record in milliseconds and numbers, NaN and null where nothing is given; or what is wrong, in words. */
export function readPastEvent(record: unknown) {
  const parsed = PastEventRecord.safeParse(record);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { fault: `${issue?.path.join('.') || 'the record'}: ${issue?.message ?? 'is not valid'}` };
  }
  const { time, system, status, score, decision, latencyMs, outcome } = parsed.data;
  const timeMs = instantOf(time);
  if (!(timeMs >= earliestInstant && timeMs <= latestInstant)) return { fault: 'time: is outside the years 2000 to 2099' };
  return {
    system: system ?? null,
    event: { timeMs, failed: status !== 'ok', score: score ?? Number.NaN, decision: decision ?? null, latencyMs: latencyMs ?? Number.NaN, positive: outcome ?? null },
  };
}
