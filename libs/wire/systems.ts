import { z } from 'zod';
import { FeatureKind, FeatureName, VersionLabel, featureLimit } from './events.js';
import { Id, Instant, Line, PageQuery, Slug, pageOf } from './scalars.js';

export const Environment = z.enum(['live', 'sandbox']);

/** One AI system a vendor runs for us. `slug` is what events name it by. */
export const System = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    vendorId: Id,
    vendorName: z.string(),
    environment: Environment,
    region: z.string().nullable(),
    createdAt: Instant,
    lastEventAt: Instant.nullable(),
    verdicts: z.record(z.string(), z.int()).describe('Count of objectives by present verdict'),
  })
  .meta({ id: 'System' });
export type System = z.infer<typeof System>;
export const SystemPage = pageOf(System, 'SystemPage');

export const NewSystem = z
  .strictObject({ slug: Slug, name: Line, vendorId: Id, environment: Environment.default('live'), region: Line.optional() })
  .meta({ id: 'NewSystem' });
export type NewSystem = z.infer<typeof NewSystem>;

/** A model version, told of by the vendor or seen in the stream; `announced` is false when it simply appeared. */
export const SystemVersion = z
  .object({
    label: z.string(),
    announced: z.boolean(),
    firstSeenAt: Instant.nullable().describe('When its first event arrived; null before'),
    features: z.array(z.string()),
    featureKinds: z.array(FeatureKind.nullable()).describe('Of each feature; null until its first value came'),
  })
  .meta({ id: 'SystemVersion' });
export type SystemVersion = z.infer<typeof SystemVersion>;

/** What is known of a model version that a vendor announces. */
export const NewSystemVersion = z
  .strictObject({ label: VersionLabel, features: z.array(FeatureName).max(featureLimit).default([]).describe('Names of its features, in their order') })
  .meta({ id: 'NewSystemVersion' });
export type NewSystemVersion = z.infer<typeof NewSystemVersion>;

export const SystemDetail = System.extend({
  versions: z.array(SystemVersion),
  events: z.int(),
  outcomes: z.int().describe('Known outcomes of events that carry a decision'),
}).meta({ id: 'SystemDetail' });
export type SystemDetail = z.infer<typeof SystemDetail>;

export const SystemQuery = PageQuery.extend({ search: z.string().max(100).optional(), vendor: Id.optional() });
export type SystemQuery = z.infer<typeof SystemQuery>;
