import { afterAll, describe, expect, test } from 'vitest';
import { alarmOf } from '#libs/measurement/drift/alarm.js';
import { type ColumnMeasure, assessColumns } from '#libs/measurement/drift/assess-columns.js';
import { type Assessment, assessCounts, assessRates } from '#libs/measurement/drift/assessment.js';
import type { BinnedMeasure } from '#libs/measurement/drift/forms.js';
import { defaultRule } from '#libs/measurement/drift/rule.js';
import { regularisedBeta } from '#libs/measurement/statistics/gamma.js';
import { type Draws, drawsOf } from '../statistics/laws.js';
import { countsOf } from './samples.js';

// How often a column that has not drifted looks as if it had, by chance alone: the evidence is asked for at 5 %. Repeats with fixed seeds.
const level = 0.05;
const allowed = 0.06;
const sizes = [
  { reference: 100, window: 100, repeats: 500 },
  { reference: 1_000, window: 100, repeats: 500 },
  { reference: 20_000, window: 100, repeats: 60 },
  { reference: 1_000, window: 300, repeats: 400 },
  { reference: 1_000, window: 1_000, repeats: 300 },
  { reference: 10_000, window: 10_000, repeats: 60 },
  { reference: 100_000, window: 100_000, repeats: 20 },
] as const;

interface Row {
  readonly rule: string;
  readonly law: string;
  readonly alarms: readonly number[];
}
const table: Row[] = [];

/** The most alarms of so many repeats that a rule with the allowed rate exceeds in only 1 of 1,000 tests. */
function mostOf(repeats: number): number {
  let most = 0;
  while (regularisedBeta(allowed, most + 1, repeats - most) > 0.001) most++;
  return most;
}

function measured(law: string, seed: number, assess: (draws: Draws, reference: number, window: number) => readonly Assessment[]): void {
  const draws = drawsOf(seed);
  const counted = new Map<string, number[]>();
  for (const [at, { reference, window, repeats }] of sizes.entries()) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (const assessment of assess(draws, reference, window)) {
        // Any effect at all is above the threshold, so that the evidence alone decides.
        const { answer } = alarmOf({ ...defaultRule(assessment.measure), level, threshold: -1 }, assessment);
        if (!counted.has(assessment.measure)) counted.set(assessment.measure, sizes.map(() => 0));
        if (answer === 'alarm') counted.get(assessment.measure)![at]!++;
      }
    }
  }
  for (const [rule, alarms] of counted) {
    table.push({ rule, law, alarms });
    for (const [at, { repeats }] of sizes.entries()) expect(alarms[at], `${rule}, ${JSON.stringify(sizes[at])}`).toBeLessThanOrEqual(mostOf(repeats));
  }
}

const numeric: Readonly<Record<string, (draws: Draws) => number>> = {
  skewed: ({ normal }) => Math.exp(normal()),
  'whole numbers, tied': ({ uniform }) => Math.floor(-3 * Math.log(1 - uniform())),
  'mostly zero': ({ uniform }) => (uniform() < 0.7 ? 0 : uniform()),
};
const categorical: Readonly<Record<string, readonly number[]>> = {
  'nine categories, four of them rare': [0.82, 0.06, 0.055, 0.03, 0.02, 0.01, 0.003, 0.0015, 0.0005],
  'fifty categories': Array.from({ length: 50 }, (_, at) => 1 / (at + 1)),
};

describe('without drift, evidence at 5 % is found in at most 6 % of windows', () => {
  test.each(Object.keys(numeric))('of a numeric column: %s', { timeout: 60_000 }, (law) => {
    const measures: readonly ColumnMeasure[] = ['psi', 'ks', 'jensen-shannon'];
    const column = (draws: Draws, length: number): Float64Array => Float64Array.from({ length }, () => numeric[law]!(draws));
    measured(law, 1, (draws, reference, window) => assessColumns(measures, column(draws, reference), column(draws, window)));
  });

  test.each(Object.keys(categorical))('of a categorical column: %s', { timeout: 60_000 }, (law) => {
    const weights = categorical[law]!;
    const measures: readonly BinnedMeasure[] = ['psi', 'chi-square'];
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const counts = ({ uniform }: Draws, rows: number): Float64Array => {
      const found = new Float64Array(weights.length);
      for (let row = 0; row < rows; row++) {
        let [category, left] = [0, uniform() * all - weights[0]!];
        while (left > 0 && category < weights.length - 1) left -= weights[++category]!;
        found[category]!++;
      }
      return found;
    };
    measured(law, 2, (draws, reference, window) => {
      const pair = { reference: counts(draws, reference), current: counts(draws, window) };
      return measures.map((measure) => assessCounts(measure, pair));
    });
  });

  test.each([0.005, 0.06, 0.5])('of a rate of %d', { timeout: 60_000 }, (rate) => {
    const drawn = ({ uniform }: Draws, total: number): { readonly successes: number; readonly total: number } => {
      let successes = 0;
      for (let row = 0; row < total; row++) if (uniform() < rate) successes++;
      return { successes, total };
    };
    measured(`rate ${rate}`, 3, (draws, reference, window) => [assessRates(drawn(draws, reference), drawn(draws, window))]);
  });

  test('over all sizes and laws of a rule together', () => {
    const repeats = sizes.reduce((sum, size) => sum + size.repeats, 0);
    for (const [rule, rows] of Map.groupBy(table, (row) => row.rule)) {
      const alarms = rows.flatMap((row) => row.alarms).reduce((sum, count) => sum + count, 0);
      expect(alarms / (repeats * rows.length), rule).toBeLessThanOrEqual(allowed);
    }
    expect(new Set(table.map((row) => row.rule))).toEqual(new Set(['psi', 'ks', 'jensen-shannon', 'chi-square', 'rate-difference']));
  });

  test('all measures of shares take the same evidence', () => {
    const counts = countsOf([300, 200, 100, 4], [90, 80, 25, 5]);
    const shared = (['jensen-shannon', 'kullback-leibler', 'hellinger', 'total-variation', 'l-infinity', 'chi-square'] as const).map((measure) => assessCounts(measure, counts).pValue);
    expect(new Set(shared.map(({ value }) => value)).size).toBe(1);
  });

  afterAll(() => {
    const lines = table.map(({ rule, law, alarms }) => [rule, law, ...sizes.map(({ repeats }, at) => `${((100 * alarms[at]!) / repeats).toFixed(1)} %`)]);
    const head = ['evidence of', 'law', ...sizes.map(({ reference, window, repeats }) => `${reference}/${window} ×${repeats}`)];
    console.log(`False alarms without drift at 5 % (reference/window ×repeats):\n${[head, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}`);
  });
});
