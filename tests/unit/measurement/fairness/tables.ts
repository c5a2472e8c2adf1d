import { type CodedColumn, encodeColumn } from '#libs/measurement/fairness/coded-column.js';
import { type GroupCounts, type GroupTable, countGroups } from '#libs/measurement/fairness/group-counts.js';

export type Person = readonly [group: string | null, decision: 0 | 1 | null, outcome?: 0 | 1 | null];

const code = (value: 0 | 1 | null | undefined): number => value ?? -1;

export const columnOf = (people: readonly Person[]): CodedColumn => encodeColumn(people.map(([group]) => group));

/** Counts of people written out one by one. */
export function tableOf(people: readonly Person[]): GroupTable {
  return countGroups(columnOf(people), Int8Array.from(people, ([, decision]) => code(decision)), Int8Array.from(people, ([, , outcome]) => code(outcome)));
}

/** The counts of one group, as [true positives, false positives, false negatives, true negatives]. */
export function groupOf(group: string, [truePositive, falsePositive, falseNegative, trueNegative]: readonly [number, number, number, number]): GroupCounts {
  return {
    group,
    n: truePositive + falsePositive + falseNegative + trueNegative,
    selected: truePositive + falsePositive,
    confusion: { truePositive, falsePositive, falseNegative, trueNegative },
  };
}

/** A group of which only the decisions are known. */
export function selectionOf(group: string, selected: number, n: number): GroupCounts {
  return { ...groupOf(group, [0, 0, 0, 0]), n, selected };
}
