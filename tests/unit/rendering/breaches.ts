import type { BreachDetail } from '#libs/wire/breaches.js';
import type { Measurement } from '#libs/wire/measurements.js';
import { canonical } from '#libs/evidence/canonical.js';
import { renderClauses } from '#libs/rendering/render-clauses.js';
import { definitionsFor } from '#libs/terms/catalogue.js';
import { compile } from '#libs/terms/compile.js';
import { readTerms } from '#libs/terms/read-terms.js';
import { draftOf } from '../terms/drafts.js';
import { facts } from './facts.js';
import { shipped } from './templates.js';

const template = shipped('ai-crm-standard');
const definitions = definitionsFor(template.clauses);
const id = '0199a0f0-0000-7000-8000-000000000000';
export const digest = '5f0c9d7e1b2a4c6d8e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f';

export function agreement(changes: Parameters<typeof draftOf>[0] = {}) {
  const draft = draftOf({ 'uptime.method': 'bad-minutes', 'credits.minimumPayout': '1 EUR', ...changes });
  const { terms } = readTerms(definitions, draft.terms);
  return {
    definitions,
    terms,
    template,
    clauses: renderClauses(template, definitions, terms, facts),
    compiled: compile({ clauses: template.clauses, draft, digest: canonical }),
  };
}

/** The start of a month of 2026 in Lisbon, which is an hour ahead of UTC from April to October. */
const midnight = (month: number) => new Date(Date.UTC(2026, month, 1, month >= 3 ? -1 : 0)).toISOString();

const measured = (at: number, value: string | null, verdict: Measurement['verdict'], finality: Measurement['finality'], sampleSize: number): Measurement => ({
  id,
  objectiveId: id,
  windowStart: midnight(at),
  windowEnd: midnight(at + 1),
  finalAt: new Date(Date.UTC(2026, at + 2, 1)).toISOString(),
  value,
  bounds: value === null ? null : { low: String(Number(value) - 2.1), high: String(Number(value) + 2.2), method: 'wilson-95' },
  sampleSize,
  coverage: '93.41',
  verdict,
  tendency: verdict === 'provisional' ? 'met' : null,
  finality,
  reason: `The value of ${value ?? 'nothing'} % is below the target of 30 %, from ${sampleSize} decisions with a known outcome.`,
  counts: { events: 41_188, decided: 41_188, truePositive: 1012, falsePositive: 2780, falseNegative: 1944, trueNegative: 32_738 },
  measuredAt: '2026-05-01T00:10:00.000Z',
  inputsHash: digest,
  functionVersion: 'measurement-1',
  breachId: null,
});

export const series: readonly Measurement[] = [
  measured(4, '31.2', 'provisional', 'provisional', 2871),
  measured(2, '26.687764', 'breached', 'final', 3792),
  measured(0, '33.91', 'met', 'final', 4012),
  measured(1, '31.477', 'met', 'restated', 3977),
  measured(3, null, 'not-measured', 'final', 0),
  measured(5, '29', 'insufficient-data', 'final', 12),
];

/** A breach of the precision target in March 2026. */
export function breachDetail(changes: Partial<BreachDetail> = {}): BreachDetail {
  const { compiled, clauses } = agreement();
  const [definition] = compiled.objectives.filter(({ key }) => key === 'accuracy.precision');
  const [clause] = clauses.filter((candidate) => candidate.id === 'accuracy');
  const [measurement] = series.filter(({ verdict }) => verdict === 'breached');
  if (definition === undefined || clause === undefined || measurement === undefined) throw new Error('the fixture lost its precision objective');
  return {
    id,
    agreementId: id,
    agreementTitle: 'Lead scoring',
    vendorId: id,
    vendorName: 'Leadmind',
    systemId: id,
    systemName: 'Lead scoring',
    objectiveId: id,
    objectiveLabel: definition.label,
    windowStart: measurement.windowStart,
    windowEnd: measurement.windowEnd,
    value: '26.687764',
    target: '30',
    unit: 'percent',
    state: 'open',
    openedAt: '2026-05-01T00:10:00.000Z',
    credit: { amount: '120.00', currency: 'EUR' },
    claimDueAt: '2026-05-30T23:00:00.000Z',
    claimedAt: null,
    zone: 'Europe/Lisbon',
    objective: { id, agreementId: id, versionNumber: 1, systemId: id, from: '2026-01-01T00:00:00.000Z', until: null, definition },
    measurement,
    terms: [],
    clause,
    version: { number: 1, digest, effectiveFrom: '2026-01-01', signedAt: '2025-12-18T10:30:00.000Z' },
    derivation: {
      amount: { amount: '120.00', currency: 'EUR' },
      steps: [
        { label: 'Tier: below 30', formula: '10 % × 1200', amount: '120' },
        { label: 'Cap per window', formula: 'min(120, 50 % × 1200)', amount: '120' },
        { label: 'Cap over 12 months', formula: 'min(120, 20 % × (2400 + 1200) - 0)', amount: '120' },
        { label: 'Never below zero', formula: 'max(0, 120)', amount: '120' },
        { label: 'Rounding', formula: 'half up to 2 decimals', amount: '120' },
        { label: 'Minimum payout', formula: '120 >= 1.00', amount: '120' },
      ],
    },
    history: [],
    notice: null,
    ...changes,
  };
}
