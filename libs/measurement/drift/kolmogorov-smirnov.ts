import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';
import { kolmogorovSurvival } from '../statistics/distributions.js';
import { oneSampleSurvival } from '../statistics/kolmogorov-one-sample.js';
import { exactLimit, twoSampleSurvival } from '../statistics/kolmogorov-two-sample.js';
import type { SortedPair } from './sorted-pair.js';

/** The largest distance of two distribution functions. */
export interface KolmogorovSmirnov {
  /** 0 to 1; undefined when a side has no values. */
  readonly statistic: Figure;
  /** The smallest value at which the distance is that large. */
  readonly location: Figure;
  /** 1 when more of the reference lies at or below the location than of the current values (also in a tie), else -1. */
  readonly sign: 1 | -1;
}

/**
 * The two-sample Kolmogorov-Smirnov statistic D = max |F_reference(x) - F_current(x)| over all values x, both functions continuous
 * from the right: tied values are passed together on both sides before comparing. Exact; the distances are whole numbers n·m·D.
 */
export function kolmogorovSmirnov({ reference, current }: SortedPair): KolmogorovSmirnov {
  const [n, m] = [reference.length, current.length];
  if (n === 0 || m === 0) return { statistic: undefinedFigure('no-rows'), location: undefinedFigure('no-rows'), sign: 1 };
  let [i, j, above, below] = [0, 0, 0, 0];
  let highest = Math.min(reference[0]!, current[0]!);
  let lowest = highest;
  while (i < n && j < m) {
    const [a, b] = [reference[i]!, current[j]!];
    const value = a < b ? a : b;
    while (i < n && reference[i] === value) i++;
    while (j < m && current[j] === value) j++;
    const gap = i * m - j * n;
    if (gap > above) {
      above = gap;
      highest = value;
    } else if (-gap > below) {
      below = -gap;
      lowest = value;
    }
  }
  const isAbove = above >= below;
  return { statistic: figure(Math.max(above, below) / (n * m)), location: figure(isAbove ? highest : lowest), sign: isAbove ? 1 : -1 };
}

/**
 * Where the p-value of D comes from. `limit`: Kolmogorov's limit law at √(nm/(n+m)) D, the default; `one-sample`: the exact law of one
 * sample of round(nm/(n+m)), scipy's "asymp"; `exact`: counted lattice paths, for sides of at most 10,000. All are conservative with ties.
 */
export type KolmogorovMethod = 'limit' | 'one-sample' | 'exact';

/** P(a statistic of at least `statistic`) for sides of n and m rows from the same law; undefined when a side, or round(nm/(n+m)), is empty. */
export function kolmogorovPValue(statistic: Figure, n: number, m: number, method: KolmogorovMethod = 'limit'): Figure {
  if (statistic.value === null) return statistic;
  const effective = (n * m) / (n + m);
  switch (method) {
    case 'limit':
      return figure(kolmogorovSurvival(Math.sqrt(effective) * statistic.value));
    case 'one-sample': {
      const rows = halfToEven(effective);
      return rows === 0 ? undefinedFigure('too-few-rows') : figure(oneSampleSurvival(statistic.value, rows));
    }
    case 'exact':
      return figure(twoSampleSurvival(statistic.value, n, m));
  }
}

/** Whether the exact law is feasible. */
export function hasExactLaw(n: number, m: number): boolean {
  return Math.max(n, m) <= exactLimit;
}

function halfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
