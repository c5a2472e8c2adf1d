import { describe, expect, test } from 'vitest';
import { catalogue } from '#libs/terms/catalogue.js';
import { compile } from '#libs/terms/compile.js';
import { review } from '#libs/terms/review.js';
import { contradictionFindings } from '#libs/terms/rules/contradictions.js';
import type { TermValues } from '#libs/wire/terms.js';
import { clauses, draftOf } from './drafts.js';

const never = { 'ownership.trainingUse': 'never' };

describe('options that cannot hold together', () => {
  test.for([
    ['no training, and data named for it', { ...never, 'ownership.trainingData': ['usage-data'] }, 'ownership.trainingData'],
    ['no training, and models for all customers', { ...never, 'ownership.modelTraining': 'all-customers' }, 'ownership.modelTraining'],
  ] as const)('%s: is an error that stops the draft', ([, changes, path]) => {
    const draft = draftOf(changes as unknown as Parameters<typeof draftOf>[0]);
    expect(review(draft, catalogue.filter(({ path: term }) => draft.terms[term] !== undefined)).filter(({ severity }) => severity === 'error').map((finding) => finding.path)).toContain(path);
    expect(() => compile({ clauses, draft, digest: () => '' })).toThrow('one of them has to go');
  });

  test.for([
    ['data comes back that nobody owns', { 'exit.categories': ['inputs', 'insights'], 'ownership.inputs': 'customer' }, 'ownership.insights'],
    ['no format of the export can be read by a machine', { 'exit.formats': ['pdf', 'proprietary'] }, 'exit.formats'],
    ['a party is indemnified for its own discrimination', { 'indemnities.ownDiscrimination': 'covered' }, 'indemnities.ownDiscrimination'],
    ['sub-processors work where data may not be', { 'subprocessors.regions': ['DE', 'US'], 'residency.storage': ['DE'] }, 'subprocessors.regions'],
  ] as const)('%s: is a warning', ([, terms, path]) => {
    expect(contradictionFindings(terms as unknown as TermValues)).toMatchObject([{ severity: 'warning', path }]);
  });

  test.for([
    ['training with consent on named data', { 'ownership.trainingUse': 'with-consent', 'ownership.trainingData': ['usage-data'], 'ownership.modelTraining': 'all-customers' }],
    ['a CSV beside a PDF', { 'exit.formats': ['csv', 'pdf'] }],
    ['sub-processors inside the regions', { 'subprocessors.regions': ['DE'], 'residency.storage': ['DE', 'FR'] }],
  ] as const)('%s hold together', ([, terms]) => {
    expect(contradictionFindings(terms as unknown as TermValues)).toEqual([]);
  });

  test('each fix heals what it mends', () => {
    const terms = { ...never, 'ownership.modelTraining': 'all-customers', 'exit.formats': ['pdf'], 'indemnities.ownDiscrimination': 'covered' };
    const fixes = Object.assign({}, ...contradictionFindings(terms).map(({ fix }) => fix?.terms ?? {})) as TermValues;
    expect(contradictionFindings({ ...terms, ...fixes })).toEqual([]);
  });
});
