import {
  type CellCounter,
  type OutcomeState,
  type SliceCounter,
  cellCounters,
  reasonsAtMost,
  reasonsKey,
  scoreKey,
  sliceCounters,
  sliceSpace,
  usersKey,
} from './interval-keys.js';
import { scoreBins } from './score-bins.js';
import { type SparseCounts, countsBetween } from './sparse-counts.js';

const everyDecision = [null, false, true] as const;

/** Events by score bin, all `scoreBins` of them in order, of an outcome state and of some decisions; without `decisions` of all. */
export function scoreCounts(scores: SparseCounts, state: OutcomeState, decisions: readonly (boolean | null)[] = everyDecision): Float64Array {
  const byBin = new Float64Array(scoreBins);
  for (const decision of decisions) {
    const first = scoreKey(state, decision);
    const { keys, counts } = countsBetween(scores, first, first + scoreBins);
    for (let at = 0; at < keys.length; at++) byBin[keys[at]! - first]! += counts[at]!;
  }
  return byBin;
}

export type SliceTotals = Readonly<Record<SliceCounter, number>>;

/** What each slice was counted by, by its number. */
export function slicesOf({ keys, counts }: SparseCounts): Map<number, SliceTotals> {
  const slices = new Map<number, Record<SliceCounter, number>>();
  for (let at = 0; at < keys.length; at++) {
    const slice = Math.floor(keys[at]! / sliceSpace);
    const totals = slices.get(slice) ?? zeros(sliceCounters);
    totals[sliceCounters[keys[at]! % sliceSpace]!] = counts[at]!;
    slices.set(slice, totals);
  }
  return slices;
}

export interface CellTotals extends Readonly<Record<CellCounter, number>> {
  /** Events by how many reasons they carry, 0 to 15 and more. */
  readonly byReasons: readonly number[];
  /** Events of each user, by the user's number. */
  readonly byUser: ReadonlyMap<number, number>;
}

/** What `counters` says in words. */
export function cellTotalsOf(counters: SparseCounts): CellTotals {
  const totals = zeros(cellCounters);
  const named = countsBetween(counters, 0, cellCounters.length);
  for (let at = 0; at < named.keys.length; at++) totals[cellCounters[named.keys[at]!]!] = named.counts[at]!;
  const byReasons = Array.from({ length: reasonsAtMost + 1 }, () => 0);
  const reasons = countsBetween(counters, reasonsKey, reasonsKey + reasonsAtMost + 1);
  for (let at = 0; at < reasons.keys.length; at++) byReasons[reasons.keys[at]! - reasonsKey] = reasons.counts[at]!;
  const users = countsBetween(counters, usersKey, Number.POSITIVE_INFINITY);
  return { ...totals, byReasons, byUser: new Map(Array.from(users.keys, (key, at) => [key - usersKey, users.counts[at]!])) };
}

function zeros<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}
