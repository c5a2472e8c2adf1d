import { z } from 'zod';
import { ClauseChoice } from './clauses.js';
import { Clock, ClockDefinition, CreditSchedule, Objective, ObjectiveDefinition, Obligation, ObligationDefinition } from './objectives.js';
import { ScopingAnswers } from './packs.js';
import { CalendarDate, Id, Instant, Line, PageQuery, Zone, pageOf } from './scalars.js';
import { Finding, TermDefinition, TermValues } from './terms.js';

export const agreementStates = ['draft', 'in-review', 'approved', 'frozen', 'signed', 'active'] as const;
export const AgreementState = z.enum(agreementStates).meta({ id: 'AgreementState' });
export type AgreementState = z.infer<typeof AgreementState>;

/**
 * What a draft holds: everything that will print, as data. Dates are in `zone`. A draft without `clauses` has those of its
 * template.
 */
export const AgreementDraft = z
  .strictObject({
    title: Line,
    effectiveFrom: CalendarDate,
    effectiveUntil: CalendarDate.nullable(),
    zone: Zone,
    terms: TermValues,
    clauses: z.array(ClauseChoice).min(1).max(100).optional().describe('In the order in which they print'),
    scoping: ScopingAnswers.optional().describe('What decides which law applies; prints nowhere'),
  })
  .meta({ id: 'AgreementDraft' });
export type AgreementDraft = z.infer<typeof AgreementDraft>;

export const AgreementTemplate = z
  .object({
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    clauses: z.array(z.object({ id: z.string(), family: z.string(), version: z.string(), title: z.string() })),
    terms: z.array(TermDefinition),
  })
  .meta({ id: 'AgreementTemplate' });
export type AgreementTemplate = z.infer<typeof AgreementTemplate>;
export const AgreementTemplatePage = pageOf(AgreementTemplate, 'AgreementTemplatePage');

export const NewAgreement = z
  .strictObject({
    vendorId: Id,
    systemIds: z.array(Id).min(1).max(20),
    templateId: z.string().max(100),
    title: Line,
    effectiveFrom: CalendarDate,
    effectiveUntil: CalendarDate.nullable().default(null),
    zone: Zone,
  })
  .meta({ id: 'NewAgreement' });
export type NewAgreement = z.infer<typeof NewAgreement>;

export const Signature = z
  .object({
    party: z.enum(['customer', 'vendor']),
    signerName: z.string(),
    signerTitle: z.string(),
    signedAt: Instant,
    digest: z.string(),
    recordedBy: z.string(),
  })
  .meta({ id: 'Signature' });
export type Signature = z.infer<typeof Signature>;

export const AgreementVersion = z
  .object({
    number: z.int(),
    digest: z.string().describe('SHA-256 of the RFC 8785 canonical snapshot'),
    documentDigest: z.string().describe('SHA-256 of the PDF'),
    effectiveFrom: CalendarDate,
    effectiveUntil: CalendarDate.nullable(),
    frozenAt: Instant,
    frozenBy: z.string(),
    signatures: z.array(Signature),
  })
  .meta({ id: 'AgreementVersion' });
export type AgreementVersion = z.infer<typeof AgreementVersion>;

export const Agreement = z
  .object({
    id: Id,
    title: z.string(),
    vendorId: Id,
    vendorName: z.string(),
    templateId: z.string(),
    state: AgreementState,
    shared: z.boolean().describe('Whether the vendor’s contacts see the draft and its external comments'),
    revision: z.int(),
    effectiveFrom: CalendarDate,
    effectiveUntil: CalendarDate.nullable(),
    systems: z.array(z.object({ id: Id, slug: z.string(), name: z.string() })),
    openBreaches: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
    activatedAt: Instant.nullable(),
  })
  .meta({ id: 'Agreement' });
export type Agreement = z.infer<typeof Agreement>;
export const AgreementPage = pageOf(Agreement, 'AgreementPage');

export const AgreementDetail = Agreement.extend({
  draft: AgreementDraft,
  versions: z.array(AgreementVersion),
  objectives: z.array(Objective),
  clocks: z.array(Clock),
  obligations: z.array(Obligation),
}).meta({ id: 'AgreementDetail' });
export type AgreementDetail = z.infer<typeof AgreementDetail>;

/** One clause as it reads, and the paths of the terms printed in it. */
export const ClauseText = z
  .object({
    id: z.string(),
    number: z.string(),
    family: z.string(),
    title: z.string(),
    paragraphs: z.array(
      z.object({
        number: z.string(),
        text: z.string(),
        values: z.array(z.object({ path: z.string(), start: z.int(), end: z.int() })).describe('Where in the text each term is printed'),
      }),
    ),
  })
  .meta({ id: 'ClauseText' });
export type ClauseText = z.infer<typeof ClauseText>;

/** The two panes: what it says, and what it compiles to. `compiled` is null while a term is missing; `terms` are the paths that its clauses ask for. */
export const AgreementPreview = z
  .object({
    revision: z.int(),
    clauses: z.array(ClauseText),
    terms: z.array(z.string()),
    compiled: z
      .object({ objectives: z.array(ObjectiveDefinition), clocks: z.array(ClockDefinition), obligations: z.array(ObligationDefinition), credits: CreditSchedule.nullable() })
      .nullable(),
    findings: z.array(Finding),
  })
  .meta({ id: 'AgreementPreview' });
export type AgreementPreview = z.infer<typeof AgreementPreview>;

export const NewSignature = z
  .strictObject({
    party: z.enum(['customer', 'vendor']),
    signerName: Line,
    signerTitle: Line,
    signedAt: Instant,
    digest: z.string().regex(/^[0-9a-f]{64}$/, 'the SHA-256 of the version, in hex').describe('The digest that was signed; must be the frozen one'),
  })
  .meta({ id: 'NewSignature' });
export type NewSignature = z.infer<typeof NewSignature>;

export const AgreementQuery = PageQuery.extend({
  search: z.string().max(100).optional(),
  vendor: Id.optional(),
  state: AgreementState.optional(),
});
export type AgreementQuery = z.infer<typeof AgreementQuery>;
