import type { AgreementFacts } from '#libs/rendering/clause-view.js';

export const facts: AgreementFacts = {
  title: 'Lead scoring',
  customerName: 'Harbour & Vale',
  vendorName: 'Leadmind',
  systems: [
    { name: 'Lead scoring', slug: 'lead-scoring' },
    { name: 'Chat', slug: 'chat' },
  ],
  effectiveFrom: '2026-01-01',
  effectiveUntil: '2026-12-31',
  zone: 'Europe/Lisbon',
};
