import type { Confusion } from '../intervals/intervals.js';
import { type Share, shareOf } from '../statistics/share.js';
import { totalOfConfusion } from './confusion.js';

/** Decided events by what is known of their outcome, which is positive, negative or not yet known. */
export interface OutcomeCounts {
  readonly confusion: Confusion;
  readonly unknownSelected: number;
  readonly unknownUnselected: number;
}

/** Counts decisions (1, 0, -1 for none) against outcomes (1, 0, -1 for not yet known). Events without a decision are left out. */
export function countOutcomes(decisions: Int8Array, outcomes: Int8Array): OutcomeCounts {
  const counts = new Uint32Array(9);
  for (let row = 0; row < decisions.length; row++) counts[3 * (decisions[row]! + 1) + outcomes[row]! + 1]!++;
  return {
    confusion: { truePositive: counts[8]!, falsePositive: counts[7]!, falseNegative: counts[5]!, trueNegative: counts[4]! },
    unknownSelected: counts[6]!,
    unknownUnselected: counts[3]!,
  };
}

/** The share of decided events whose outcome is known; undefined without a decided event. */
export function coverageOf({ confusion, unknownSelected, unknownUnselected }: OutcomeCounts): Share {
  const known = totalOfConfusion(confusion);
  return shareOf(known, known + unknownSelected + unknownUnselected);
}

/** Confusion counts as they would be if the unknown outcomes turned out in one way. */
export interface OutcomeScenarios {
  readonly allPositive: Confusion;
  readonly allNegative: Confusion;
  /** Every unknown outcome contradicts, or confirms, its decision. */
  readonly allWrong: Confusion;
  readonly allRight: Confusion;
}

/**
 * How far the unknown outcomes could still move a metric: apply it to each of the four. Accuracy, precision, recall, specificity, F1,
 * balanced accuracy and Matthews' correlation grow with every decision that turns out right (a false positive that becomes a true one,
 * a false negative that becomes a true one), so `allWrong` and `allRight` are their extremes over every possible outcome; the all
 * positive and the all negative case lie between. An extreme that is undefined does not bound.
 */
export function outcomeScenarios({ confusion, unknownSelected: selected, unknownUnselected: unselected }: OutcomeCounts): OutcomeScenarios {
  return {
    allPositive: added(confusion, selected, 0, unselected, 0),
    allNegative: added(confusion, 0, selected, 0, unselected),
    allWrong: added(confusion, 0, selected, unselected, 0),
    allRight: added(confusion, selected, 0, 0, unselected),
  };
}

function added(counts: Confusion, truePositive: number, falsePositive: number, falseNegative: number, trueNegative: number): Confusion {
  return {
    truePositive: counts.truePositive + truePositive,
    falsePositive: counts.falsePositive + falsePositive,
    falseNegative: counts.falseNegative + falseNegative,
    trueNegative: counts.trueNegative + trueNegative,
  };
}
