import { expect, test } from 'vitest';
import { canonical } from '#libs/evidence/canonical.js';
import { readSnapshot, versionSnapshot, type VersionFacts } from '#libs/evidence/version-snapshot.js';

const facts: VersionFacts = {
  number: 1,
  templateId: 'ai-crm-standard',
  templateTexts: ['one'],
  clauseVersions: [{ id: 'uptime', version: '1.0.0', digest: 'ab', wordingDigest: null }],
  customerName: 'Harbour & Vale',
  vendorName: 'Leadmind',
  systems: [{ name: 'Lead scoring', slug: 'lead-scoring' }],
  draft: { title: 'Scoring', effectiveFrom: '2026-01-01', effectiveUntil: null, zone: 'Europe/Lisbon', terms: { 'uptime.target': '99.5' } },
  opening: [],
  clauses: [{ id: 'uptime', number: '1', family: 'uptime', title: 'Availability', paragraphs: [{ number: '1.1', text: '99.5 %', values: [] }] }],
  compiled: { objectives: [], clocks: [], credits: null },
};
const text = (changed: Partial<VersionFacts>) => canonical(versionSnapshot({ ...facts, ...changed }));

test.for([
  ['the number', { number: 2 }],
  ['a party', { vendorName: 'Leadmind Ltd' }],
  ['a system', { systems: [] }],
  ['a term', { draft: { ...facts.draft, terms: { 'uptime.target': '99.6' } } }],
  ['the last day', { draft: { ...facts.draft, effectiveUntil: '2027-01-01' } }],
  ['the template', { templateTexts: ['two'] }],
  ['a clause', { clauses: [] }],
  ['the version of a clause', { clauseVersions: [{ id: 'uptime', version: '1.0.1', digest: 'ab', wordingDigest: null }] }],
] as const)('%s is part of what is signed', ([, changed]) => {
  expect(text(changed)).not.toBe(text({}));
});

test('facts that do not belong to a version never reach its text', () => {
  const loaded = { ...facts, internalNote: 'secret' };
  expect(canonical(versionSnapshot(loaded))).toBe(text({}));
});

test('a version frozen before clauses had versions is still read, and names none', () => {
  const { clauseVersions: _, ...earlier } = facts;
  const stored = JSON.stringify({ ...earlier, format: 'fineprint-version/1' });
  expect(readSnapshot(stored)).toEqual({ ...earlier, format: 'fineprint-version/1', clauseVersions: [] });
});
