import { type Figure, figure, quotient, undefinedFigure } from '../statistics/figure.js';
import type { GroupCounts } from './group-counts.js';
import { type Rate, rateOf } from './group-rates.js';

/** How far apart the groups' rates lie. Groups whose rate is undefined are left out and counted. */
export interface Parity {
  readonly difference: Figure;
  readonly ratio: Figure;
  readonly lowest: string | null;
  readonly highest: string | null;
  readonly undefinedGroups: number;
}

/**
 * Largest minus smallest, and smallest over largest rate between groups: of the selection rate demographic parity, of the true
 * positive rate equal opportunity (Hardt, Price and Srebro 2016), of the positive predictive value predictive parity. Both are
 * undefined where no group has the rate, the ratio also where the largest rate is 0; a single group has difference 0 and ratio 1.
 */
export function parityOf(rate: Rate, groups: readonly GroupCounts[]): Parity {
  let [low, high, undefinedGroups] = [Infinity, -Infinity, 0];
  let lowest: string | null = null;
  let highest: string | null = null;
  for (const group of groups) {
    const { value } = rateOf(rate, group);
    if (value === null) {
      undefinedGroups++;
      continue;
    }
    if (value < low) {
      low = value;
      lowest = group.group;
    }
    if (value > high) {
      high = value;
      highest = group.group;
    }
  }
  if (undefinedGroups === groups.length) {
    const undefinedRate = undefinedFigure(groups.length === 0 ? 'no-rows' : 'zero-denominator');
    return { difference: undefinedRate, ratio: undefinedRate, lowest: null, highest: null, undefinedGroups };
  }
  return { difference: figure(high - low), ratio: quotient(low, high), lowest, highest, undefinedGroups };
}

/** Equalised odds: true and false positive rates together (Hardt, Price and Srebro 2016). */
export interface EqualisedOdds {
  /** The wider of the two ranges, and the smaller of the two ratios: the worst case. */
  readonly difference: Figure;
  readonly ratio: Figure;
  readonly meanOfRanges: Figure;
}

/** Of two ranges or ratios the worst case takes the one that is defined; their mean needs both. */
export function equalisedOdds(groups: readonly GroupCounts[]): EqualisedOdds {
  const positives = parityOf('true-positive-rate', groups);
  const negatives = parityOf('false-positive-rate', groups);
  const [left, right] = [positives.difference, negatives.difference];
  return {
    difference: either(left, right, Math.max),
    ratio: either(positives.ratio, negatives.ratio, Math.min),
    meanOfRanges: left.value === null || right.value === null ? undefinedFigure((left.reason ?? right.reason)!) : figure((left.value + right.value) / 2),
  };
}

function either(left: Figure, right: Figure, choose: (a: number, b: number) => number): Figure {
  if (left.value === null) return right;
  return right.value === null ? left : figure(choose(left.value, right.value));
}
