import type { VersionSnapshot } from '#libs/evidence/version-snapshot.js';
import { agreementDocument } from '#libs/rendering/agreement-document.js';
import type { FontBytes } from '#libs/rendering/fonts.js';
import { renderPdf } from '#libs/rendering/render-pdf.js';
import { definitionsFor } from '#libs/terms/catalogue.js';
import { templateOf, type FrozenVersion } from './versions.js';

/** The PDF of a version, from nothing but what was frozen: rendered again, it is the same to the byte. */
export function versionPdf({ snapshot, digest, frozenAt }: Pick<FrozenVersion, 'snapshot' | 'digest' | 'frozenAt'>, fonts: FontBytes): Promise<Uint8Array> {
  const model = agreementDocument({
    facts: factsIn(snapshot),
    opening: snapshot.opening,
    clauses: snapshot.clauses,
    definitions: definitionsFor(templateOf(snapshot).clauses),
    terms: snapshot.draft.terms,
    compiled: snapshot.compiled,
    version: { number: snapshot.number, digest, frozenAt },
  });
  return renderPdf(model, fonts);
}

function factsIn({ customerName, vendorName, systems, draft }: VersionSnapshot) {
  const { title, effectiveFrom, effectiveUntil, zone } = draft;
  return { title, customerName, vendorName, systems, effectiveFrom, effectiveUntil, zone };
}
