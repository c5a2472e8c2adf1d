import { z } from 'zod';

/** One step of a credit schedule: a value worse than `bound` (or equal to it, if inclusive) earns `percent` of the charge. */
export const CreditTier = z
  .strictObject({ bound: z.string(), inclusive: z.boolean().default(false), percent: z.string() })
  .meta({ id: 'CreditTier' });
export type CreditTier = z.infer<typeof CreditTier>;

/** A party as it prints: legal name, registration, address, and who may sign for it by which authority. */
export const PartyDetails = z
  .strictObject({
    name: z.string().max(200),
    registration: z.string().max(200),
    address: z.string().max(500),
    signatory: z.string().max(200),
    authority: z.string().max(200),
  })
  .meta({ id: 'PartyDetails' });
export type PartyDetails = z.infer<typeof PartyDetails>;

/** The value of one term as it travels: text, the members of a set, the steps of a credit, or a party. What a path accepts is stated by its TermDefinition. */
export const TermValue = z
  .union([z.string().max(2000), z.array(CreditTier).max(10), z.array(z.string().max(200)).max(50), PartyDetails])
  .meta({ id: 'TermValue' });
export type TermValue = z.infer<typeof TermValue>;

export function isTiers(value: TermValue): value is CreditTier[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'object');
}

export function isMembers(value: TermValue): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

export function isParty(value: TermValue): value is PartyDetails {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Values by term path, for example {"uptime.target": "99.5"}. */
export const TermValues = z.record(z.string().max(100), TermValue);
export type TermValues = z.infer<typeof TermValues>;

/** Families of clauses in the order in which they usually stand. A term's path begins with its family. */
export const families = [
  'definitions',
  'parties',
  'scope',
  'implementation',
  'rollout',
  'ownership',
  'ip',
  'security',
  'residency',
  'subprocessors',
  'uptime',
  'latency',
  'accuracy',
  'drift',
  'freshness',
  'support',
  'maintenance',
  'credits',
  'retraining',
  'modelChange',
  'explainability',
  'oversight',
  'bias',
  'incidents',
  'governance',
  'licences',
  'payment',
  'liability',
  'indemnities',
  'audit',
  'continuity',
  'amendment',
  'term',
  'exit',
  'law',
] as const;
export const Family = z.enum(families).meta({ id: 'Family' });
export type Family = z.infer<typeof Family>;

/** The kind of a term is also its unit. `workingDays` count on the holiday calendar of the agreement. */
export const termKinds = [
  'percent',
  'ratio',
  'count',
  'days',
  'workingDays',
  'months',
  'hours',
  'minutes',
  'milliseconds',
  'date',
  'money',
  'code',
  'set',
  'regions',
  'dataCategories',
  'party',
  'text',
  'tiers',
] as const;

/** The three rungs of a negotiation: what we ask for, what we accept, and beyond what we leave. */
export const positionNames = ['preferred', 'fallback', 'walkAway'] as const;
export type PositionName = (typeof positionNames)[number];
export const Positions = z
  .object({ preferred: TermValue.nullable(), fallback: TermValue.nullable(), walkAway: TermValue.nullable() })
  .meta({ id: 'Positions' });
export type Positions = z.infer<typeof Positions>;

/** What a clock counts from. All but the dates of the agreement and the ends of windows wait for something to happen. */
export const clockBases = [
  'effective-from',
  'effective-until',
  'window-end',
  'notice',
  'request',
  'breach',
  'incident',
  'model-change',
  'termination',
  'retrieval-end',
  'invoice',
  'date',
] as const;

/** How a term becomes a deadline; its value is the length. A clock that repeats falls due again after each length, from its basis on. */
export const ClockRule = z
  .object({ label: z.string(), basis: z.enum(clockBases), direction: z.enum(['after', 'before']), repeats: z.boolean(), owedBy: z.enum(['customer', 'vendor']) })
  .meta({ id: 'ClockRule' });
export type ClockRule = z.infer<typeof ClockRule>;

/** How a term becomes something that a party owes, with the evidence that shows it. Conditions of choice and set terms are codes. */
export const ObligationRule = z
  .object({ label: z.string(), owedBy: z.enum(['customer', 'vendor', 'both']), evidence: z.string() })
  .meta({ id: 'ObligationRule' });
export type ObligationRule = z.infer<typeof ObligationRule>;

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
    positions: Positions,
    better: z.enum(['higher', 'lower', 'listed-first', 'more', 'fewer']).nullable().describe('Which of two values is better for the customer; null when they cannot be ranked'),
    rationale: z.string().describe('Why these positions; empty when there is nothing to say'),
    effect: z.enum(['objective', 'clock', 'credit', 'obligation', 'check', 'human judgement']),
    clock: ClockRule.nullable(),
    obligation: ObligationRule.nullable(),
  })
  .meta({ id: 'TermDefinition' });
export type TermDefinition = z.infer<typeof TermDefinition>;

/** The dated data a finding comes from: a legal pack and its version, and how sure its reading is. */
export const FindingSource = z
  .object({
    pack: z.string(),
    title: z.string(),
    version: z.string(),
    citation: z.string(),
    mark: z.enum(['verified', 'secondary', 'unverified']),
    lastChecked: z.string(),
    url: z.string(),
  })
  .meta({ id: 'FindingSource' });
export type FindingSource = z.infer<typeof FindingSource>;

/** What mends a finding: values to take, or clauses to add by their family. */
export const FindingFix = z.object({ label: z.string(), terms: TermValues, addFamilies: z.array(Family) }).meta({ id: 'FindingFix' });
export type FindingFix = z.infer<typeof FindingFix>;

/** Something the draft's reader must know: a missing term, a contradiction, a risk, what a law asks. */
export const Finding = z
  .object({
    severity: z.enum(['error', 'warning', 'note']),
    family: Family.nullable(),
    path: z.string().describe('Term path or clause id'),
    message: z.string(),
    rule: z.string().describe('Name of the rule that found it'),
    source: FindingSource.nullable(),
    fix: FindingFix.nullable(),
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof Finding>;
