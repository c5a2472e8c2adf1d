import { expect, test } from 'vitest';
import { canonical } from '#libs/evidence/canonical.js';
import { ClockDefinition } from '#libs/wire/objectives.js';
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
  compiled: { objectives: [], clocks: [], obligations: [], credits: null },
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
  const { clauseVersions: _, compiled, ...earlier } = facts;
  const source = { clauseId: 'ownership', termPath: 'ownership.returnDays', termHash: 'ab' };
  const clock = { key: 'ownership.data-return', label: 'Return of data', kind: 'data-return', rule: '30 days', basis: 'effective-until', source } as const;
  const stored = { ...earlier, format: 'fineprint-version/1', compiled: { objectives: [], clocks: [{ ...clock, days: 30, monthEnd: false }], credits: null } };
  const read = readSnapshot(JSON.stringify(stored));
  expect(read).toMatchObject({ ...earlier, format: 'fineprint-version/1', clauseVersions: [], compiled: { ...compiled, clocks: [{ ...clock, length: 30, unit: 'days', direction: 'after', owedBy: 'vendor' }] } });
  expect(read.compiled.clocks.map((read) => ClockDefinition.parse(read))).toEqual(read.compiled.clocks);
});
