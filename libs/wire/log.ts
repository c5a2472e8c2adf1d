import { z } from 'zod';
import { Id, Instant, Line, PageQuery, pageOf } from './scalars.js';

/** One recorded action: who did what to which object, with digests of the object before and after. */
export const LogEntry = z
  .object({
    id: Id,
    at: Instant,
    actorKind: z.enum(['account', 'api-key', 'system']),
    actor: z.string().describe('Id of the account or key; "system" for the product itself'),
    actorName: z.string().describe('Its name today'),
    action: z.string().describe('For example agreement.freeze'),
    objectKind: z.string(),
    objectId: z.string(),
    before: z.string().nullable().describe('SHA-256 of the canonical object before'),
    after: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'LogEntry' });
export type LogEntry = z.infer<typeof LogEntry>;
export const LogPage = pageOf(LogEntry, 'LogPage');

export const LogQuery = PageQuery.extend({ action: Line.optional(), object: Line.optional() });
export type LogQuery = z.infer<typeof LogQuery>;
