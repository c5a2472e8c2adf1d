import type { VersionSnapshot } from '#libs/evidence/version-snapshot.js';
import { agreementDocument } from '#libs/rendering/agreement-document.js';
import type { DocumentModel } from '#libs/rendering/document-model.js';
import type { FontBytes } from '#libs/rendering/fonts.js';
import { renderPdf } from '#libs/rendering/render-pdf.js';
import { definitionsFor } from '#libs/terms/catalogue.js';
import { templateOf, type FrozenVersion } from './versions.js';

type Frozen = Pick<FrozenVersion, 'agreementId' | 'snapshot' | 'digest' | 'frozenAt'>;

/** A version as a document, from nothing but what was frozen. */
export function versionDocument({ agreementId, snapshot, digest, frozenAt }: Frozen): DocumentModel {
  return agreementDocument({
    facts: factsIn(snapshot),
    opening: snapshot.opening,
    clauses: snapshot.clauses,
    definitions: definitionsFor(templateOf(snapshot).clauses),
    terms: snapshot.draft.terms,
    compiled: snapshot.compiled,
    edition: { kind: 'version', id: agreementId, number: snapshot.number, digest, frozenAt },
  });
}

/** The PDF of a version: rendered again, it is the same to the byte. */
export function versionPdf(version: Frozen, fonts: FontBytes): Promise<Uint8Array> {
  return renderPdf(versionDocument(version), fonts);
}

function factsIn({ customerName, vendorName, systems, draft }: VersionSnapshot) {
  const { title, effectiveFrom, effectiveUntil, zone } = draft;
  return { title, customerName, vendorName, systems, effectiveFrom, effectiveUntil, zone };
}
