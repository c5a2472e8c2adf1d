import type { AgreementDraft } from '#libs/wire/agreements.js';
import type { TermDefinition, TermValues } from '#libs/wire/terms.js';
import { catalogue, initialTerms, type ClauseHead } from '#libs/terms/catalogue.js';

const families = ['ownership', 'uptime', 'latency', 'accuracy', 'credits'] as const;

/** The terms of these families. */
export const definitions: readonly TermDefinition[] = catalogue.filter(({ family }) => families.some((name) => name === family));

/** One clause per family, holding all terms of the family. */
export const clauses: readonly ClauseHead[] = families.map((family) => ({
  id: family,
  family,
  title: family,
  terms: definitions.filter((term) => term.family === family).map(({ path }) => path),
}));

/** A complete, sound draft; `changes` overrides terms, null removes one. */
export function draftOf(changes: Readonly<Record<string, TermValues[string] | null>> = {}): AgreementDraft {
  const terms = {
    ...initialTerms(definitions),
    'uptime.target': '99.5',
    'credits.uptimeTiers': [{ bound: '99.5', inclusive: false, percent: '10' }, { bound: '99', inclusive: false, percent: '25' }],
    'uptime.method': 'event-ratio',
    'accuracy.target': '30',
    'credits.accuracyTiers': [{ bound: '30', inclusive: false, percent: '10' }],
    'credits.monthlyCharge': '1200.00 EUR',
    ...changes,
  };
  const given = Object.entries(terms).flatMap(([path, value]) => (value === null ? [] : [[path, value] as const]));
  return { title: 'Lead scoring', effectiveFrom: '2026-01-01', effectiveUntil: '2026-12-31', zone: 'Europe/Lisbon', terms: Object.fromEntries(given) };
}
