import { expect } from 'vitest';
import type { AgreementDetail, AgreementState } from '#libs/wire/agreements.js';
import type { System } from '#libs/wire/systems.js';
import type { TermValues } from '#libs/wire/terms.js';
import type { Vendor } from '#libs/wire/vendors.js';
import type { Answer, Caller } from './caller.js';

/** A value for each term of the standard template that has no preferred one. */
export const missingTerms: TermValues = {
  'uptime.method': 'event-ratio',
  'accuracy.target': '30',
  'credits.accuracyTiers': [{ bound: '30', inclusive: false, percent: '10' }],
  'credits.monthlyCharge': '1200.00 EUR',
};

/** What agreements are usually made with: the missing terms, and availability at its fallback. */
const usualTerms: TermValues = {
  ...missingTerms,
  'uptime.target': '99.5',
  'credits.uptimeTiers': [{ bound: '99.5', inclusive: false, percent: '10' }, { bound: '99', inclusive: false, percent: '25' }],
};

/** A vendor and a system of theirs to agree about. */
export interface Parties {
  readonly vendorId: string;
  readonly systemId: string;
}

let made = 0;

export async function newParties(by: Caller): Promise<Parties> {
  const number = ++made;
  const vendor = await by.post<Vendor>('/vendors', { slug: `vendor-${number}`, name: `Vendor ${number}` });
  const system = await by.post<System>('/systems', { slug: `system-${number}`, name: `System ${number}`, vendorId: vendor.body.id });
  expect([vendor.status, system.status]).toEqual([201, 201]);
  return { vendorId: vendor.body.id, systemId: system.body.id };
}

/** What POST /agreements takes. */
export function agreementOf({ vendorId, systemId }: Parties, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    vendorId,
    systemIds: [systemId],
    templateId: 'ai-crm-standard',
    title: 'Lead scoring',
    effectiveFrom: '2026-01-01',
    effectiveUntil: '2026-12-31',
    zone: 'Europe/Lisbon',
    ...changes,
  };
}

export async function newDraft(by: Caller, parties: Parties, changes: Readonly<Record<string, unknown>> = {}): Promise<AgreementDetail> {
  return made201(await by.post<AgreementDetail>('/agreements', agreementOf(parties, changes)));
}

/** Saves terms over those of a draft. */
export async function saveTerms(by: Caller, { id, revision, draft }: AgreementDetail, terms: TermValues): Promise<AgreementDetail> {
  const answer = await by.put<AgreementDetail>(`/agreements/${id}/draft`, { ...draft, terms: { ...draft.terms, ...terms } }, ifMatch(revision));
  expect(answer.status).toBe(200);
  return answer.body;
}

export async function freeze(by: Caller, { id, revision }: AgreementDetail): Promise<AgreementDetail> {
  return made201(await by.post<AgreementDetail>(`/agreements/${id}/versions`, undefined, ifMatch(revision)));
}

export function signatureOf(agreement: AgreementDetail, party: 'customer' | 'vendor') {
  return { party, signerName: `Sam ${party}`, signerTitle: 'Director', signedAt: '2026-03-14T09:00:00Z', digest: agreement.versions[0]?.digest ?? '0'.repeat(64) };
}

export async function sign(by: Caller, agreement: AgreementDetail, party: 'customer' | 'vendor'): Promise<AgreementDetail> {
  return made201(await by.post<AgreementDetail>(`/agreements/${agreement.id}/versions/1/signatures`, signatureOf(agreement, party)));
}

/** An agreement that has come as far as `state`, by the same requests as the console sends. */
export async function agreementIn(state: Exclude<AgreementState, 'in-review' | 'approved'>, by: Caller, parties: Parties, changes: Readonly<Record<string, unknown>> = {}): Promise<AgreementDetail> {
  const draft = await saveTerms(by, await newDraft(by, parties, changes), usualTerms);
  if (state === 'draft') return draft;
  const frozen = await freeze(by, draft);
  if (state === 'frozen') return frozen;
  const signed = await sign(by, await sign(by, frozen, 'customer'), 'vendor');
  if (state === 'signed') return signed;
  const active = await by.post<AgreementDetail>(`/agreements/${signed.id}/activation`);
  expect(active.status).toBe(200);
  return active.body;
}

export const ifMatch = (revision: number) => ({ 'If-Match': `"r${revision}"` });

function made201({ status, body }: Answer<AgreementDetail>): AgreementDetail {
  expect(body).toMatchObject({ state: expect.any(String) });
  expect(status).toBe(201);
  return body;
}
