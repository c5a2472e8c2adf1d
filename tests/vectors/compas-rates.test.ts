import { describe, expect, test } from 'vitest';
import { encodeColumn } from '#libs/measurement/fairness/coded-column.js';
import { countGroups } from '#libs/measurement/fairness/group-counts.js';
import { proportionOf, rateOf } from '#libs/measurement/fairness/group-rates.js';
import { significanceOf } from '#libs/measurement/fairness/significance.js';
import { classesOf } from './coded-inputs.js';
import { inputsOf } from './selection.js';
import { files, tableOf } from './shared-vectors.js';

const compas = files.flatMap(({ datasets }) => Object.values(datasets)).find(({ file }) => file.includes('compas'));

describe.runIf(compas !== undefined)('COMPAS scores of Broward County', () => {
  const column = (name: string) => ({ dataset: 'compas', column: name });
  const columns = compas === undefined ? null : inputsOf({ race: column('race'), decision: column('high_risk'), outcome: column('two_year_recid') }, () => tableOf(compas));
  const groups = () => countGroups(encodeColumn(columns!.values('race')), classesOf(columns!.values('decision')), classesOf(columns!.values('outcome'))).groups;
  const named = (name: string) => groups().find(({ group }) => group === name)!;

  test.each([
    ['African-American', '44.85'],
    ['Caucasian', '23.45'],
  ])('the false positive rate of %s defendants is %s %%, as ProPublica published', (group, percent) => {
    expect((rateOf('false-positive-rate', named(group)).value! * 100).toFixed(2)).toBe(percent);
  });

  test('chance does not explain the difference, which a test of the false discovery rates would not show', () => {
    const between = (rate: 'false-positive-rate' | 'false-discovery-rate') =>
      significanceOf(proportionOf(rate, named('African-American')), proportionOf(rate, named('Caucasian'))).pValue.value!;
    expect(between('false-positive-rate')).toBeLessThan(1e-30);
    expect(between('false-discovery-rate')).toBeGreaterThan(0.04);
  });
});
