import type { Account, Role } from '#libs/wire/accounts.js';
import type { AgreementDetail, AgreementPreview, AgreementTemplate } from '#libs/wire/agreements.js';
import type { Breach } from '#libs/wire/breaches.js';
import type { Measurement } from '#libs/wire/measurements.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import type { System } from '#libs/wire/systems.js';
import type { TermDefinition } from '#libs/wire/terms.js';

export const id = (number: number): string => `0192f000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const digest = 'ab'.repeat(32);

export const definition: ObjectiveDefinition = {
  key: 'uptime.availability',
  label: 'Availability',
  metric: 'availability',
  method: { availability: 'event-ratio' },
  direction: 'at-least',
  target: '99.5',
  unit: 'percent',
  window: { kind: 'calendar-month', zone: 'Europe/Lisbon' },
  minimumSample: 1000,
  coverageFloor: null,
  maturityDays: 0,
  graceHours: 24,
  tiers: [{ bound: '99.5', inclusive: false, percent: '10' }],
  source: { clauseId: 'availability', termPath: 'uptime.target', termHash: digest },
};

export function measurementOf(change: Partial<Measurement> = {}): Measurement {
  return {
    id: id(1),
    objectiveId: id(2),
    windowStart: '2026-09-30T23:00:00.000Z',
    windowEnd: '2026-11-01T00:00:00.000Z',
    finalAt: '2026-11-02T00:00:00.000Z',
    value: '99.7',
    bounds: { low: '99.6', high: '99.8', method: 'wilson-95' },
    sampleSize: 12_345,
    coverage: null,
    verdict: 'met',
    tendency: null,
    finality: 'final',
    reason: '99.7 % is at least 99.5 %.',
    counts: {},
    measuredAt: '2026-11-02T00:00:01.000Z',
    inputsHash: digest,
    functionVersion: '1',
    breachId: null,
    ...change,
  };
}

export const months = [
  ['2026-07-31T23:00:00.000Z', '2026-08-31T23:00:00.000Z'],
  ['2026-08-31T23:00:00.000Z', '2026-09-30T23:00:00.000Z'],
  ['2026-09-30T23:00:00.000Z', '2026-11-01T00:00:00.000Z'],
  ['2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
] as const;

/** Four windows, newest first as the API delivers them: met, met, breached, provisional. */
export const windows: readonly Measurement[] = [
  measurementOf({ windowStart: months[3][0], windowEnd: months[3][1], value: '99.99', verdict: 'provisional', tendency: 'met', finality: 'open' }),
  measurementOf({ windowStart: months[2][0], windowEnd: months[2][1], value: '98.4', verdict: 'breached', breachId: id(7) }),
  measurementOf({ windowStart: months[1][0], windowEnd: months[1][1], value: '99.9' }),
  measurementOf({ windowStart: months[0][0], windowEnd: months[0][1], value: '99.8' }),
];

export function accountOf(role: Role, change: Partial<Account> = {}): Account {
  return { id: id(50), email: 'lena@harbour.example', name: 'Lena Ortiz', role, vendorId: null, state: 'active', createdAt: '2026-07-01T00:00:00.000Z', ...change };
}

export function systemOf(change: Partial<System> = {}): System {
  return {
    id: id(10),
    slug: 'lead-scoring',
    name: 'Lead scoring',
    vendorId: id(30),
    vendorName: 'Leadmind',
    environment: 'live',
    region: null,
    createdAt: '2026-07-01T00:00:00.000Z',
    lastEventAt: null,
    verdicts: {},
    ...change,
  };
}

export function breachOf(change: Partial<Breach> = {}): Breach {
  return {
    id: id(7),
    agreementId: id(20),
    agreementTitle: 'Lead scoring with Leadmind',
    vendorId: id(30),
    vendorName: 'Leadmind',
    systemId: id(10),
    systemName: 'Lead scoring',
    objectiveId: id(2),
    objectiveLabel: 'Availability',
    windowStart: months[2][0],
    windowEnd: months[2][1],
    zone: 'Europe/Lisbon',
    value: '98.4',
    target: '99.5',
    unit: 'percent',
    state: 'open',
    openedAt: '2026-11-02T00:00:00.000Z',
    credit: { amount: '1200.00', currency: 'EUR' },
    claimDueAt: '2026-12-01T00:00:00.000Z',
    claimedAt: null,
    ...change,
  };
}

const term = (path: string, label: string, change: Partial<TermDefinition> = {}): TermDefinition => ({
  path,
  family: 'uptime',
  label,
  help: `What ${label.toLowerCase()} means.`,
  kind: 'percent',
  choices: [],
  minimum: null,
  maximum: null,
  required: true,
  initial: null,
  positions: { preferred: null, fallback: null, walkAway: null },
  better: null,
  rationale: '',
  effect: 'objective',
  clock: null,
  obligation: null,
  ...change,
});

export const template: AgreementTemplate = {
  id: 'ai-crm-standard',
  title: 'Standard',
  summary: 'Uptime and credits.',
  clauses: [{ id: 'availability', family: 'uptime', version: '1.0.0', title: 'Availability' }],
  terms: [
    term('uptime.target', 'Target'),
    term('uptime.method', 'Method', { kind: 'code', choices: [{ code: 'event-ratio', label: 'event ratio' }] }),
    term('credits.uptimeTiers', 'Availability tiers', { family: 'credits', kind: 'tiers', effect: 'credit' }),
  ],
};

export function agreementOf(change: Partial<AgreementDetail> = {}): AgreementDetail {
  return {
    id: id(20),
    title: 'Lead scoring with Leadmind',
    vendorId: id(30),
    vendorName: 'Leadmind',
    templateId: template.id,
    state: 'draft',
    shared: false,
    revision: 3,
    effectiveFrom: '2026-08-01',
    effectiveUntil: null,
    systems: [{ id: id(10), slug: 'lead-scoring', name: 'Lead scoring' }],
    openBreaches: 0,
    createdAt: '2026-07-01T00:00:00.000Z',
    updatedAt: '2026-07-01T00:00:00.000Z',
    activatedAt: null,
    draft: { title: 'Lead scoring with Leadmind', effectiveFrom: '2026-08-01', effectiveUntil: null, zone: 'Europe/Lisbon', terms: { 'uptime.target': '99.5' } },
    versions: [],
    objectives: [],
    clocks: [],
    obligations: [],
    ...change,
  };
}

export function versionOf(...parties: readonly ('customer' | 'vendor')[]): AgreementDetail['versions'][number] {
  return {
    number: 1,
    digest,
    documentDigest: digest,
    effectiveFrom: '2026-08-01',
    effectiveUntil: null,
    frozenAt: '2026-07-20T00:00:00.000Z',
    frozenBy: 'Lena Ortiz',
    signatures: parties.map((party) => ({ party, signerName: 'N', signerTitle: 'CEO', signedAt: '2026-07-25T00:00:00.000Z', digest, recordedBy: 'Lena Ortiz' })),
  };
}

/** The text of a draft whose target prints as given. */
export function previewOf(target: string, change: Partial<AgreementPreview> = {}): AgreementPreview {
  const start = 'The service is available for at least '.length;
  const text = `The service is available for at least ${target} % of each month.`;
  return {
    revision: 3,
    clauses: [
      {
        id: 'availability',
        number: '1',
        family: 'uptime',
        title: 'Availability',
        paragraphs: [{ number: '1.1', text, values: [{ path: 'uptime.target', start, end: start + target.length + 2 }] }],
      },
    ],
    terms: ['uptime.target'],
    compiled: { objectives: [definition], clocks: [], obligations: [], credits: null },
    findings: [],
    ...change,
  };
}
