import { z } from 'zod';
import { Instant } from './scalars.js';

export const eventStatuses = ['ok', 'error', 'timeout'] as const;
export const EventStatus = z.enum(eventStatuses);
export type EventStatus = z.infer<typeof EventStatus>;

export const feedbacks = ['accepted', 'edited', 'rejected'] as const;
export const Feedback = z.enum(feedbacks).describe('What its reader did with the answer');
export type Feedback = z.infer<typeof Feedback>;

export const resolvers = ['ai', 'human'] as const;
export const Resolver = z.enum(resolvers).describe('Who brought the matter to its end');
export type Resolver = z.infer<typeof Resolver>;

export const batchLimit = 1_000;
export const featureLimit = 256;
export const featureKinds = ['numeric', 'categorical'] as const;
export const FeatureKind = z.enum(featureKinds);
export type FeatureKind = z.infer<typeof FeatureKind>;

/** Labels of one categorical feature of a version; further ones are counted as "other". */
export const categoryLimit = 200;
/** Users of one system; further ones are not told apart. */
export const userLimit = 100_000;
export const segmentLimit = 16;
/** Model versions of one system. */
export const versionLimit = 1_000;
export const lineLimitBytes = 262_144;

const text = (limit: number) =>
  z
    .string()
    .min(1)
    .max(limit)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters')
    .refine((value) => value.trim().length > 0, 'not only spaces');

const upTo = (limit: number) => (record: object) => Object.keys(record).length <= limit;

/** Own key of an event: any text up to 200 characters. UUIDs (best: version 7 of the event's time) are stored as they are. */
export const EventKey = text(200);
export const VersionLabel = text(100);
export const SegmentName = text(64);
export const SegmentValue = text(200);
export const FeatureName = text(64);
export const CategoryLabel = text(200);
export const UserLabel = text(200);

/**
 * One prediction. `score` 0 to 1 inclusive, `decision` true when the system acted as if positive,
 * `latencyMs` 0 to 86,400,000. A feature is a number or a category's label, whichever its first value in a version was. `humanDecision` is
 * what a person decided who saw the answer, `user` a pseudonym of theirs. Unknown fields are refused.
 */
export const Event = z
  .strictObject({
    id: EventKey,
    system: z.string().min(1).max(64).describe('Slug of the system'),
    version: VersionLabel.describe('Label of the model version'),
    time: Instant,
    score: z.number().min(0).max(1).nullish(),
    decision: z.boolean().nullish(),
    latencyMs: z.number().min(0).max(86_400_000).nullish(),
    status: EventStatus.default('ok'),
    reasons: z.array(text(200)).max(32).optional(),
    segments: z.record(SegmentName, SegmentValue).refine(upTo(segmentLimit), `at most ${segmentLimit} segments`).optional().describe('For example {"region": "north"}'),
    features: z
      .record(FeatureName, z.union([z.number(), CategoryLabel]).nullable())
      .refine(upTo(featureLimit), `at most ${featureLimit} features`)
      .optional()
      .describe('Numbers, or labels of categories; "NaN" and "Infinity" are values that are not known'),
    humanDecision: z.boolean().nullish(),
    feedback: Feedback.nullish(),
    resolvedBy: Resolver.nullish(),
    user: UserLabel.nullish().describe('Pseudonym of the licensed user'),
  })
  .meta({ id: 'Event' });
export type Event = z.infer<typeof Event>;

/** What really happened to an event's subject. Until it is known, nothing is sent. */
export const Outcome = z
  .strictObject({
    event: EventKey.describe('The id of the event'),
    system: z.string().min(1).max(64),
    outcome: z.enum(['positive', 'negative']),
    time: Instant.describe('When it became known'),
  })
  .meta({ id: 'Outcome' });
export type Outcome = z.infer<typeof Outcome>;

/** One event, or up to 1,000. Items are checked one by one, so that one bad item does not refuse the others. */
export const EventBatch = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown()).min(1).max(batchLimit)]).meta({ id: 'EventBatch' });
export type EventBatch = z.infer<typeof EventBatch>;
export const OutcomeBatch = EventBatch.meta({ id: 'OutcomeBatch' });
export type OutcomeBatch = z.infer<typeof OutcomeBatch>;

export const rejectionCodes = [
  'NOT_JSON',
  'NOT_AN_OBJECT',
  'LINE_TOO_LONG',
  'FIELD_MISSING',
  'FIELD_UNKNOWN',
  'FIELD_REPEATED',
  'FIELD_TYPE',
  'FIELD_RANGE',
  'TIME_INVALID',
  'TIME_FUTURE',
  'SYSTEM_UNKNOWN',
  'CONTENT_CONFLICT',
  'EVENT_UNKNOWN',
  'FEATURE_LIMIT',
  'VERSION_LIMIT',
] as const;
export const RejectionCode = z.enum(rejectionCodes).meta({ id: 'RejectionCode' });
export type RejectionCode = z.infer<typeof RejectionCode>;

/** Why one item was not taken. `line` counts from 1 (for batches: the position in the array). */
export const Rejection = z
  .object({ line: z.int(), id: z.string().nullable(), field: z.string().nullable(), code: RejectionCode, detail: z.string() })
  .meta({ id: 'Rejection' });
export type Rejection = z.infer<typeof Rejection>;

export const rejectionsReported = 1_000;

/** accepted + duplicate + rejected = sent, always. */
export const IngestReport = z
  .object({
    sent: z.int(),
    accepted: z.int(),
    duplicate: z.int(),
    rejected: z.int(),
    pending: z.int().describe('Outcomes among the accepted whose events are not there yet; they are stored with them'),
    restated: z.int().describe('Outcomes among the accepted that contradict an earlier one; both are kept, the last counts'),
    rejections: z.array(Rejection).describe(`The first ${rejectionsReported}`),
    truncated: z.boolean().describe('True when there were more rejections than are listed'),
  })
  .meta({ id: 'IngestReport' });
export type IngestReport = z.infer<typeof IngestReport>;

/** Answer to a batch: the report, and the result of each item in order. */
export const BatchReport = IngestReport.extend({
  results: z.array(
    z.object({
      line: z.int(),
      id: z.string().nullable(),
      result: z.enum(['accepted', 'duplicate', 'rejected']),
      rejection: Rejection.nullable(),
    }),
  ),
}).meta({ id: 'BatchReport' });
export type BatchReport = z.infer<typeof BatchReport>;
