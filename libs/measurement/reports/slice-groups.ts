import type { DecisionCounts, GroupCounts } from '../fairness/group-counts.js';
import { defaultSeparator } from '../fairness/coded-column.js';
import type { SliceTotals } from '../intervals/histograms.js';
import type { SliceCounter } from '../intervals/interval-keys.js';
import type { Confusion } from '../intervals/intervals.js';

/** Counts of the events of one combination of segments. */
export interface SliceCounts {
  readonly segments: Readonly<Record<string, string>>;
  readonly tally: SliceTotals;
}

/** The slices that share their values of the attributes, added up. */
export interface SliceGroupCounts extends GroupCounts {
  readonly tally: SliceTotals;
}

export interface SliceGroups {
  /** In the order of their names. */
  readonly groups: readonly SliceGroupCounts[];
  /** Events that lack a value of one of the attributes. */
  readonly unknown: DecisionCounts & { readonly tally: SliceTotals };
}

/**
 * Adds slices up by their values of one attribute, or by the combinations of several; values are joined by " | ", and one that could be
 * taken for two is quoted. Groups and unknown
 * together are all events that are given. Without an attribute there is no group.
 */
export function groupSlices(slices: readonly SliceCounts[], attributes: readonly string[]): SliceGroups {
  const tallies = new Map<string, SliceTotals>();
  let unknown: SliceTotals | undefined;
  for (const { segments, tally } of slices) {
    const values = attributes.map((attribute) => (Object.hasOwn(segments, attribute) ? segments[attribute] : undefined));
    if (values.length === 0 || values.includes(undefined)) {
      unknown = sumOf(unknown, tally);
      continue;
    }
    const name = values.length === 1 ? values[0]! : values.map((value) => unmistakable(value!)).join(defaultSeparator);
    tallies.set(name, sumOf(tallies.get(name), tally));
  }
  const groups = [...tallies].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([group, tally]) => ({ group, tally, ...decisionsOf(tally) }));
  const rest = unknown ?? emptyTally;
  return { groups, unknown: { tally: rest, ...decisionsOf(rest) } };
}

/** Different combinations have different names: without quotes around it no part holds a separator, and with them it ends where they do. */
function unmistakable(value: string): string {
  return value.includes('|') || value.startsWith('"') ? JSON.stringify(value) : value;
}

export const emptyTally: SliceTotals = {
  events: 0,
  errors: 0,
  decided: 0,
  selected: 0,
  scored: 0,
  scoreMillionths: 0,
  labelled: 0,
  positive: 0,
  truePositive: 0,
  falsePositive: 0,
  falseNegative: 0,
  trueNegative: 0,
  labelledScored: 0,
  labelledScoreMillionths: 0,
  positiveScored: 0,
};

type Whole = Pick<SliceTotals, 'events' | 'errors' | 'decided' | 'selected' | keyof Confusion>;

/** The events that carry no segments at all: what all slices leave over of the whole. Of their scores nothing is known. */
export function withoutSegments(whole: Whole, slices: Iterable<SliceTotals>): SliceCounts {
  const rest = { ...emptyTally, ...whole };
  for (const slice of slices) for (const counter of Object.keys(whole) as (keyof Whole)[]) rest[counter] -= slice[counter];
  return { segments: {}, tally: rest };
}

function sumOf(left: SliceTotals | undefined, right: SliceTotals): SliceTotals {
  if (left === undefined) return right;
  const sum: Record<SliceCounter, number> = { ...left };
  for (const counter of Object.keys(sum) as SliceCounter[]) sum[counter] += right[counter];
  return sum;
}

function decisionsOf(tally: SliceTotals): DecisionCounts {
  const { decided, selected, truePositive, falsePositive, falseNegative, trueNegative } = tally;
  return { n: decided, selected, confusion: { truePositive, falsePositive, falseNegative, trueNegative } };
}
