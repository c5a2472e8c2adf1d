import type { Confusion } from '../intervals/intervals.js';
import type { CodedColumn } from './coded-column.js';

/** How many members of a group were decided upon, and how many of them were selected. */
export interface SelectionCounts {
  readonly n: number;
  readonly selected: number;
}

/** The same with the decisions of those whose outcome is known; the others have their part in `n` and `selected` only. */
export interface DecisionCounts extends SelectionCounts {
  readonly confusion: Confusion;
}

export interface GroupCounts extends DecisionCounts {
  readonly group: string;
}

/** What group fairness is computed from, whether it was counted from rows or kept in intervals. */
export interface GroupTable {
  /** Groups with at least one decision, in the order of their names. */
  readonly groups: readonly GroupCounts[];
  /** Decided rows whose membership is not known. */
  readonly unknown: DecisionCounts;
  /** Rows without a decision; they count nowhere else. */
  readonly undecided: number;
}

const statesPerGroup = 9;

/**
 * Counts decisions and outcomes per group in one pass. Decisions and outcomes are 1 (selected, positive), 0, or -1 for missing;
 * `outcomes` is null when there are none at all.
 */
export function countGroups(column: CodedColumn, decisions: Int8Array, outcomes: Int8Array | null): GroupTable {
  const { codes, labels } = column;
  const counts = new Float64Array((labels.length + 1) * statesPerGroup);
  if (outcomes === null) {
    for (let row = 0; row < codes.length; row++) counts[(codes[row]! + 1) * statesPerGroup + (decisions[row]! + 1) * 3]! += 1;
  } else {
    for (let row = 0; row < codes.length; row++) counts[(codes[row]! + 1) * statesPerGroup + (decisions[row]! + 1) * 3 + outcomes[row]! + 1]! += 1;
  }
  let undecided = 0;
  for (let cell = 0; cell < counts.length; cell++) if (cell % statesPerGroup < 3) undecided += counts[cell]!;
  const groups = labels.map((group, code) => ({ group, ...countsAt(counts, code + 1) })).filter(({ n }) => n > 0);
  return { groups, unknown: countsAt(counts, 0), undecided };
}

function countsAt(counts: Float64Array, place: number): DecisionCounts {
  const [unselected, trueNegative, falseNegative, selectedUnknown, falsePositive, truePositive] = counts.subarray(place * statesPerGroup + 3, (place + 1) * statesPerGroup);
  const selected = selectedUnknown! + falsePositive! + truePositive!;
  return {
    n: unselected! + trueNegative! + falseNegative! + selected,
    selected,
    confusion: { truePositive: truePositive!, falsePositive: falsePositive!, falseNegative: falseNegative!, trueNegative: trueNegative! },
  };
}

/** Decisions as they are where the outcome is known, missing elsewhere: what tools count that drop incomplete rows. */
export function onlyWithOutcome(decisions: Int8Array, outcomes: Int8Array): Int8Array {
  return decisions.map((decision, row) => (outcomes[row] === -1 ? -1 : decision));
}
