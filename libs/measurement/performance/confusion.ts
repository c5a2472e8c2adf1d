import type { Confusion } from '../intervals/intervals.js';
import { requireAligned } from './scored-rows.js';

/** Decisions counted against outcomes (1 positive, any other number negative), and how many rows lacked either (NaN). */
export function confusionOf(decisions: Float64Array, outcomes: Float64Array): { readonly counts: Confusion; readonly dropped: number } {
  requireAligned(decisions, outcomes);
  let [truePositive, falsePositive, falseNegative, trueNegative] = [0, 0, 0, 0];
  for (let row = 0; row < decisions.length; row++) {
    const decision = decisions[row]!;
    const outcome = outcomes[row]!;
    if (Number.isNaN(decision) || Number.isNaN(outcome)) continue;
    if (decision === 1) {
      if (outcome === 1) truePositive++;
      else falsePositive++;
    } else if (outcome === 1) falseNegative++;
    else trueNegative++;
  }
  const counts = { truePositive, falsePositive, falseNegative, trueNegative };
  return { counts, dropped: decisions.length - totalOfConfusion(counts) };
}

/** Decisions whose outcome is known: all four counts together. */
export function totalOfConfusion({ truePositive, falsePositive, falseNegative, trueNegative }: Confusion): number {
  return truePositive + falsePositive + falseNegative + trueNegative;
}

/** The counts of several stretches or groups, added up. */
export function sumOfConfusions(confusions: readonly Confusion[]): Confusion {
  const sum = { truePositive: 0, falsePositive: 0, falseNegative: 0, trueNegative: 0 };
  for (const { truePositive, falsePositive, falseNegative, trueNegative } of confusions) {
    sum.truePositive += truePositive;
    sum.falsePositive += falsePositive;
    sum.falseNegative += falseNegative;
    sum.trueNegative += trueNegative;
  }
  return sum;
}
