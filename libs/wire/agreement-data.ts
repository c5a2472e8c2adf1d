import { z } from 'zod';
import { AgreementDetail, AgreementDraft, ClauseText } from './agreements.js';
import { FrozenClause } from './clauses.js';
import { ClockDefinition, CreditSchedule, ObjectiveDefinition, ObligationDefinition } from './objectives.js';
import { Id, Instant } from './scalars.js';
import { TermValue } from './terms.js';

/** Everything that a version froze. Versions of the first format have no obligations and no clause versions. */
const Contents = z
  .looseObject({
    format: z.enum(['fineprint-version/1', 'fineprint-version/2']),
    number: z.int(),
    templateId: z.string().max(100),
    templateTexts: z.array(z.string()),
    clauseVersions: z.array(FrozenClause).optional(),
    customerName: z.string(),
    vendorName: z.string(),
    systems: z.array(z.object({ name: z.string(), slug: z.string() })),
    draft: AgreementDraft,
    opening: z.array(z.string()),
    clauses: z.array(ClauseText),
    compiled: z.looseObject({
      objectives: z.array(ObjectiveDefinition),
      clocks: z.array(z.union([ClockDefinition, z.looseObject({ key: z.string(), days: z.int().nullable() })])),
      obligations: z.array(ObligationDefinition).optional(),
      credits: CreditSchedule.nullable(),
    }),
  })
  .meta({ id: 'VersionContents' });

/** A whole version as data. The SHA-256 of the RFC 8785 canonical JSON of `contents` is `digest`: what was signed. */
export const AgreementData = z
  .looseObject({
    format: z.literal('fineprint-agreement/1'),
    agreementId: Id,
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    frozenAt: Instant,
    signatures: z.array(z.object({ party: z.enum(['customer', 'vendor']), signerName: z.string(), signerTitle: z.string(), signedAt: Instant, digest: z.string() })),
    contents: Contents,
  })
  .meta({ id: 'AgreementData' });
export type AgreementData = z.infer<typeof AgreementData>;

/** An exported version to begin a draft from, with a vendor and systems of our own. */
export const AgreementImport = z
  .strictObject({ vendorId: Id, systemIds: z.array(Id).min(1).max(20), agreement: AgreementData })
  .meta({ id: 'AgreementImport' });
export type AgreementImport = z.infer<typeof AgreementImport>;

/** The draft, and what of the import this installation has no clause or term for: listed with its text or value, to be entered by hand. */
export const ImportedAgreement = z
  .object({
    agreement: AgreementDetail,
    unknownClauses: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
    unknownTerms: z.array(z.object({ path: z.string(), value: TermValue })),
  })
  .meta({ id: 'ImportedAgreement' });
export type ImportedAgreement = z.infer<typeof ImportedAgreement>;
