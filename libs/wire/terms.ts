import { z } from 'zod';

/** One step of a credit schedule: a value worse than `bound` (or equal to it, if inclusive) earns `percent` of the charge. */
export const CreditTier = z
  .strictObject({ bound: z.string(), inclusive: z.boolean().default(false), percent: z.string() })
  .meta({ id: 'CreditTier' });
export type CreditTier = z.infer<typeof CreditTier>;

/** The value of one term as it travels. What a path accepts is stated by its TermDefinition. */
export const TermValue = z
  .union([z.string().max(2000), z.array(CreditTier).max(10)])
  .meta({ id: 'TermValue' });
export type TermValue = z.infer<typeof TermValue>;

/** Values by term path, for example {"uptime.target": "99.5"}. */
export const TermValues = z.record(z.string().max(100), TermValue);
export type TermValues = z.infer<typeof TermValues>;

export const families = ['ownership', 'uptime', 'latency', 'accuracy', 'credits'] as const;
export const Family = z.enum(families).meta({ id: 'Family' });
export type Family = z.infer<typeof Family>;

export const termKinds = ['percent', 'count', 'days', 'hours', 'minutes', 'milliseconds', 'money', 'code', 'tiers'] as const;

/** What a form needs to ask for a term: its kind (which is also its unit), bounds and choices. */
export const TermDefinition = z
  .object({
    path: z.string(),
    family: Family,
    label: z.string(),
    help: z.string(),
    kind: z.enum(termKinds),
    choices: z.array(z.object({ code: z.string(), label: z.string() })),
    minimum: z.string().nullable(),
    maximum: z.string().nullable(),
    required: z.boolean(),
    initial: TermValue.nullable().describe('The preferred value, or null when there is no sensible default'),
    effect: z.enum(['objective', 'clock', 'credit', 'human judgement']),
  })
  .meta({ id: 'TermDefinition' });
export type TermDefinition = z.infer<typeof TermDefinition>;

/** Something the draft's reader must know: a missing term, a contradiction, a risk. */
export const Finding = z
  .object({
    severity: z.enum(['error', 'warning', 'note']),
    path: z.string().describe('Term path or clause id'),
    message: z.string(),
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof Finding>;
