import { agreementDocument } from '#libs/rendering/agreement-document.js';
import { breachNotice, readNoticeTemplate } from '#libs/rendering/breach-notice.js';
import type { AgreementFacts } from '#libs/rendering/clause-view.js';
import { renderOpening } from '#libs/rendering/render-clauses.js';
import type { BreachDetail } from '#libs/wire/breaches.js';
import { agreement, breachDetail, digest, series } from './breaches.js';
import { facts } from './facts.js';
import { noticeText } from './templates.js';

/** The standard agreement as a document. */
export function agreementModel(changes: Partial<AgreementFacts> = {}) {
  const { template, definitions, terms, clauses, compiled } = agreement();
  const all = { ...facts, ...changes };
  const opening = renderOpening(template, definitions, terms, all);
  return agreementDocument({ facts: all, opening, clauses, definitions, terms, compiled, version: { number: 1, digest, frozenAt: '2025-12-15T09:00:00.000Z' } });
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
