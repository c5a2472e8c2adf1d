import { agreementDocument, type Edition } from '#libs/rendering/agreement-document.js';
import { breachNotice, readNoticeTemplate } from '#libs/rendering/breach-notice.js';
import type { AgreementFacts } from '#libs/rendering/clause-view.js';
import { renderOpening } from '#libs/rendering/render-clauses.js';
import type { BreachDetail } from '#libs/wire/breaches.js';
import { agreement, breachDetail, digest, series } from './breaches.js';
import { facts } from './facts.js';
import { noticeText } from './templates.js';

const frozen: Edition = { kind: 'version', id: '0199a0f0-0000-7000-8000-000000000001', number: 1, digest, frozenAt: '2025-12-15T09:00:00.000Z' };
export const saved: Edition = { kind: 'draft', id: frozen.id, revision: 7, savedAt: '2025-12-14T09:00:00.000Z' };

/** The standard agreement as a document. */
export function agreementModel(changes: Partial<AgreementFacts> = {}, edition: Edition = frozen) {
  const { template, definitions, terms, clauses, compiled } = agreement();
  const all = { ...facts, ...changes };
  const opening = renderOpening(template, definitions, terms, all);
  return agreementDocument({ facts: all, opening, clauses, definitions, terms, compiled, edition });
}

/** The notice of the breach of March. */
export function noticeModel(changes: Partial<BreachDetail> = {}, contactName: string | null = 'Ana Ferreira') {
  return breachNotice(readNoticeTemplate(noticeText), {
    customerName: 'Harbour & Vale',
    vendorName: 'Leadmind',
    contactName,
    breach: breachDetail(changes),
    series,
    createdAt: '2026-05-01T08:00:00.000Z',
  });
}
