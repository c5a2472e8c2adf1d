import type { SliceTotals } from '../intervals/histograms.js';
import type { SliceCounter } from '../intervals/interval-keys.js';
import { emptyTally } from './slice-groups.js';

/** Events as columns side by side, the first `rows` of each. Slices by their number, 0 without segments; decisions and outcomes 1, 0, or -1 for none; scores NaN for none. */
export interface SlicedEvents {
  readonly rows: number;
  readonly slices: Int32Array;
  readonly failed: Uint8Array;
  readonly decisions: Int8Array;
  readonly outcomes: Int8Array;
  readonly scores: Float64Array;
}

/** Counts per slice from the events themselves, as intervals keep them: also scores in whole millionths, so that sums depend on no order. Slice 0 has the events without segments. */
export function slicesOfEvents({ rows, slices, failed, decisions, outcomes, scores }: SlicedEvents): ReadonlyMap<number, SliceTotals> {
  const tallies = new Map<number, Record<SliceCounter, number>>();
  for (let row = 0; row < rows; row++) {
    const slice = slices[row]!;
    let tally = tallies.get(slice);
    if (tally === undefined) tallies.set(slice, (tally = { ...emptyTally }));
    const [decision, outcome] = [decisions[row]!, outcomes[row]!];
    const isScored = !Number.isNaN(scores[row]!);
    const millionths = Math.round(scores[row]! * 1e6);
    tally.events += 1;
    tally.errors += failed[row]!;
    if (decision >= 0) tally.decided += 1;
    if (decision === 1) tally.selected += 1;
    if (isScored) {
      tally.scored += 1;
      tally.scoreMillionths += millionths;
    }
    if (outcome < 0) continue;
    tally.labelled += 1;
    tally.positive += outcome;
    if (decision >= 0) tally[decision === 1 ? (outcome === 1 ? 'truePositive' : 'falsePositive') : outcome === 1 ? 'falseNegative' : 'trueNegative'] += 1;
    if (!isScored) continue;
    tally.labelledScored += 1;
    tally.labelledScoreMillionths += millionths;
    tally.positiveScored += outcome;
  }
  return tallies;
}
