import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readLegalPack } from '#libs/rendering/legal-pack.js';
import { catalogue, type ClauseHead, definitionsFor } from '#libs/terms/catalogue.js';
import { packFindings, standingOf } from '#libs/terms/packs/pack-findings.js';
import { answeredBy } from '#libs/terms/packs/scoping.js';
import type { ScopingAnswers } from '#libs/wire/packs.js';
import type { Family, TermValues } from '#libs/wire/terms.js';
import { inProject } from '../../../../apps/api/src/project-root.js';

const packOf = (id: string) => readLegalPack(readFileSync(inProject('templates/packs', `${id}.yaml`), 'utf8'), catalogue);
const clauseOf = (family: Family): ClauseHead => ({ id: family, family, title: family, terms: catalogue.flatMap((term) => (term.family === family ? [term.path] : [])) });
const preferred = (families: readonly Family[]): TermValues =>
  Object.fromEntries(catalogue.flatMap(({ path, family, positions }) => (families.includes(family) && positions.preferred !== null ? [[path, positions.preferred]] : [])));

function found(id: string, answers: ScopingAnswers, asOf: string, families: readonly Family[], changes: TermValues = {}, texts: readonly string[] = []) {
  const clauses = families.map(clauseOf);
  const terms = { ...preferred(families), ...changes };
  return packFindings([packOf(id)], answers, asOf, { terms, clauses, definitions: definitionsFor(clauses), texts: texts.map((text) => ({ clauseId: 'indemnities', text })) });
}

const european = { 'eu-customer': 'yes', 'hosted-service': 'yes' } as const;
const decisive = { 'consequential-decisions': 'yes' } as const;

describe('a pack stands on a day', () => {
  test.for([
    ['in-force', '2025-09-12', null, '2025-09-11', 'coming'],
    ['in-force', '2025-09-12', null, '2025-09-12', 'binding'],
    ['enacted', '2027-01-01', null, '2026-12-31', 'coming'],
    ['enacted', '2027-01-01', null, '2027-01-01', 'binding'],
    ['stayed', '2026-06-30', null, '2026-07-01', 'coming'],
    ['proposed', null, null, '2026-07-01', 'coming'],
    ['repealed', null, '2026-05-14', '2026-01-01', 'none'],
    ['in-force', '2020-01-01', '2026-12-31', '2027-01-01', 'none'],
    ['voluntary', '2025-03-05', null, '2026-07-01', 'advisory'],
  ] as const)('%s from %s to %s is, on %s, %s', ([status, from, to, asOf, kind]) => {
    expect(standingOf({ status, from, to }, asOf).kind).toBe(kind);
  });
});

describe('the Data Act', () => {
  test('asks its scoping questions once while they are open, and is silent when one is answered with no', () => {
    expect(found('eu-data-act', {}, '2026-11-24', ['exit'])).toMatchObject([{ severity: 'note', rule: 'eu-data-act.applies', path: 'scoping.eu-customer' }]);
    expect(found('eu-data-act', { ...european, 'hosted-service': 'no' }, '2026-11-24', ['exit'])).toEqual([]);
  });

  test.for([
    ['exit.transitionDays', '31', 'eu.data-act.25.2.a', 'Transition is 31, the most is 30'],
    ['exit.retrievalDays', '29', 'eu.data-act.25.2.g', 'Retrieval is 29, the least is 30'],
    ['exit.noticeMonths', '3', 'eu.data-act.25.2.d', 'Notice of a switch is 3, the most is 2'],
  ] as const)('finds %s of %s, with a fix that heals it', ([path, value, rule, says]) => {
    const [finding] = found('eu-data-act', european, '2026-11-24', ['exit', 'term', 'residency'], { [path]: value }).filter((one) => one.rule === rule);
    expect(finding).toMatchObject({ severity: 'error', family: 'exit', path, source: { pack: 'eu-data-act', version: '1.0.0', mark: 'verified', lastChecked: '2026-11-21' } });
    expect(finding?.message).toContain(says);
    expect(found('eu-data-act', european, '2026-11-24', ['exit', 'term', 'residency'], { [path]: value, ...finding?.fix?.terms }).filter((one) => one.rule === rule)).toEqual([]);
  });

  test.for([
    ['2027-01-11', []],
    ['2027-01-12', ['eu.data-act.29.1']],
  ] as const)('allows charges at cost until 11 January 2027, not after: on %s %j', ([asOf, rules]) => {
    const charges = found('eu-data-act', european, asOf, ['exit', 'term', 'residency'], { 'exit.charges': 'cost' }).filter(({ rule }) => rule.startsWith('eu.data-act.29'));
    expect(charges.map(({ rule }) => rule)).toEqual(rules);
  });

  test('has no error in an agreement of our preferred values', () => {
    expect(found('eu-data-act', european, '2026-11-24', ['exit', 'term', 'residency']).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('what does not bind, or nobody verified, does not block', () => {
  test('Colorado’s nullity is a note until 2027 and an error from then on', () => {
    const on = (asOf: string) => found('us-co-sb-26-189', decisive, asOf, ['indemnities'], { 'indemnities.ownDiscrimination': 'covered' }).find(({ rule }) => rule === 'us.co.6-1-1707.7.a');
    expect(on('2026-11-24')).toMatchObject({ severity: 'note', message: expect.stringContaining('In force from 2027-01-01') as string });
    expect(on('2027-01-01')).toMatchObject({ severity: 'error', fix: { terms: { 'indemnities.ownDiscrimination': 'not-covered' } } });
  });

  test.for([
    ['The Vendor shall indemnify the Customer against claims that the use of outputs by the Customer discriminates.', true],
    ['The Vendor holds the Customer harmless from every claim of discrimination.', true],
    ['No indemnity covers a party for its own discriminatory use.', false],
    ['The Vendor indemnifies the Customer for infringed patents. Nobody may discriminate.', false],
  ] as const)('wording counts as well as terms: “%s” is found: %s', ([text, isFound]) => {
    const rules = found('us-co-sb-26-189', decisive, '2027-01-01', ['indemnities'], {}, [text]).map(({ rule }) => rule);
    expect(rules.includes('us.co.6-1-1707.7.a.wording')).toBe(isFound);
  });

  test('the GDPR pack, whose articles nobody read, warns at most', () => {
    const severities = new Set(found('eu-gdpr-28', { 'eu-customer': 'yes', 'personal-data': 'yes' }, '2026-11-24', []).map(({ severity }) => severity));
    expect([...severities].toSorted()).toEqual(['note', 'warning']);
  });

  test('a repealed law finds nothing', () => {
    expect(found('us-co-sb-24-205', decisive, '2026-01-01', [])).toEqual([]);
  });

  test('the model clauses of the EU advise only', () => {
    expect(found('eu-mcc-ai', { 'public-buyer': 'yes' }, '2026-11-24', []).some(({ severity }) => severity === 'error')).toBe(false);
  });
});

test('a family that is missing is offered as the fix', () => {
  const [finding] = found('eu-dora', { 'financial-entity': 'yes' }, '2026-11-24', ['uptime', 'latency', 'accuracy']).filter(({ rule }) => rule === 'eu.dora.30.3.c');
  expect(finding).toMatchObject({ severity: 'error', fix: { addFamilies: ['continuity'] } });
});

test('for a critical function every service level has to be measured', () => {
  const rules = (families: readonly Family[]) => found('eu-dora', { 'financial-entity': 'yes' }, '2026-11-24', families).map(({ rule }) => rule);
  expect(rules(['uptime', 'latency', 'accuracy'])).not.toContain('eu.dora.30.3.a');
  expect(rules(['uptime', 'latency'])).toContain('eu.dora.30.3.a');
});

test('terms answer questions where they can, and what people answered counts more', () => {
  expect(answeredBy({}, { 'security.personalData': ['contact'], 'scope.excludedUses': ['employment'] })).toEqual({ 'personal-data': 'yes', 'employment-decisions': 'no' });
  expect(answeredBy({ 'personal-data': 'yes' }, { 'security.personalData': ['none'] })).toEqual({ 'personal-data': 'yes' });
});
