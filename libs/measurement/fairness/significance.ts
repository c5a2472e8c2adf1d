import type { Bounds } from '../statistics/bounds.js';
import type { Figure } from '../statistics/figure.js';
import { fisherExact } from '../statistics/fisher.js';
import { fourFifths } from '../statistics/four-fifths.js';
import type { Proportion } from '../statistics/proportion.js';
import { katz, rateRatio, scoreRatioBounds } from '../statistics/rate-ratio.js';
import { pooledZ } from '../statistics/two-proportions.js';

/** What stands next to a ratio of two groups' rates: whether chance alone would explain it, and how sure the ratio is. */
export interface Significance {
  readonly ratio: Figure;
  /** Katz' interval of the ratio; where a side has no success, for which that one does not exist, the score interval. */
  readonly interval: Bounds;
  readonly intervalMethod: 'katz' | 'score';
  /** Two-sided. Fisher's exact test when any of the four expected counts is under 5, else the pooled z test. */
  readonly test: 'two-proportion-z' | 'fisher';
  readonly pValue: Figure;
  /** How many standard deviations the rates lie apart, |z|; undefined when nobody or everybody of both was selected. */
  readonly standardDeviations: Figure;
  readonly isFourFifths: boolean | null;
  /** Whether one selection more or fewer in the group would turn that. */
  readonly flipsWithOne: boolean | null;
}

const leastExpected = 5;

/** Compares a group's rate with the reference group's. Undefined without trials on a side, the ratio also when the reference has no success. */
export function significanceOf(group: Proportion, reference: Proportion, confidence = 0.95): Significance {
  const isFisher = smallestExpected(group, reference) < leastExpected;
  const isKatz = group.successes > 0 && reference.successes > 0;
  const { statistic, pValue } = pooledZ(group, reference);
  return {
    ratio: rateRatio(group, reference),
    interval: (isKatz ? katz : scoreRatioBounds)(group, reference, confidence),
    intervalMethod: isKatz ? 'katz' : 'score',
    test: isFisher ? 'fisher' : 'two-proportion-z',
    pValue: isFisher ? fisherExact(group, reference).twoSided : pValue,
    standardDeviations: statistic.value === null ? statistic : { value: Math.abs(statistic.value), reason: null },
    isFourFifths: fourFifths(group, reference).passes,
    flipsWithOne: flipsWithOne(group, reference),
  };
}

/** The smallest of the four counts that would be expected if both had the same rate. */
function smallestExpected(group: Proportion, reference: Proportion): number {
  const total = group.total + reference.total;
  const successes = group.successes + reference.successes;
  return (Math.min(group.total, reference.total) * Math.min(successes, total - successes)) / total;
}

function flipsWithOne(group: Proportion, reference: Proportion): boolean | null {
  const { passes } = fourFifths(group, reference);
  if (passes === null) return null;
  return [group.successes - 1, group.successes + 1]
    .filter((successes) => successes >= 0 && successes <= group.total)
    .some((successes) => fourFifths({ ...group, successes }, reference).passes !== passes);
}
