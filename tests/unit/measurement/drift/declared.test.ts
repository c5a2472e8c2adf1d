import { expect, test } from 'vitest';
import { alarmOf } from '#libs/measurement/drift/alarm.js';
import { assessDeclared } from '#libs/measurement/drift/assess-histograms.js';
import { assessCounts } from '#libs/measurement/drift/assessment.js';
import { pairCategories } from '#libs/measurement/drift/categories.js';
import { declaredColumn } from '#libs/measurement/drift/declared.js';
import { histogramOf } from '#libs/measurement/drift/histogram.js';
import { defaultRule } from '#libs/measurement/drift/rule.js';
import { NewTrainingProfile } from '#libs/wire/training-profiles.js';

const profile = NewTrainingProfile.parse({
  version: '1',
  rows: 1_000,
  columns: [
    { name: 'age', edges: [30, 50], counts: [300, 400, 250], missing: 50 },
    { name: 'region', categories: { north: 600, south: 400 } },
  ],
});
const [age, region] = profile.columns.map(declaredColumn);
if (age?.kind !== 'numeric' || region?.kind !== 'categorical') throw new Error('the profile has a numeric and a categorical column');

test('a declared numeric column is a histogram with an open first and last bin', () => {
  expect(age).toEqual({ kind: 'numeric', histogram: { upperEdges: Float64Array.of(30, 50, Infinity), counts: Float64Array.of(300, 400, 250) }, missing: 50 });
});

test('a declared categorical column is counts by category, none of them missing unless said so', () => {
  expect(region).toEqual({ kind: 'categorical', counts: new Map([['north', 600], ['south', 400]]), missing: 0 });
});

test('a window that fits the declaration has not drifted, one that does not has', () => {
  const ages = (shift: number): Float64Array => Float64Array.from({ length: 400 }, (_, at) => 20 + (at % 40) + shift);
  const answers = [0, 15].map((shift) => alarmOf(defaultRule('psi'), assessDeclared(['psi'], age.histogram, histogramOf(ages(shift), Float64Array.of(30, 50)))[0]!).answer);
  expect(answers).toEqual(['no-drift', 'alarm']);
});

test('a category that the vendor never declared counts as a change', () => {
  const { pValue } = assessCounts('chi-square', pairCategories(region.counts, new Map([['north', 280], ['south', 190], ['overseas', 30]])));
  expect(pValue.value).toBeLessThan(1e-9);
});
