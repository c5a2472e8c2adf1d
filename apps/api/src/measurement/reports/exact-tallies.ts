import type { SliceTotals } from '#libs/measurement/intervals/histograms.js';
import type { SliceCounter } from '#libs/measurement/intervals/interval-keys.js';
import { emptyTally } from '#libs/measurement/reports/slice-groups.js';
import type { ExactColumns } from './exact-columns.js';

/** Counts per slice from the events themselves, in the shape that intervals keep them in. Events without a slice are left out. */
export function exactTallies({ rows, slices, failed, decisions, outcomes, scores }: ExactColumns): ReadonlyMap<number, SliceTotals> {
  const tallies = new Map<number, Record<SliceCounter, number>>();
  for (let row = 0; row < rows; row++) {
    const slice = slices[row]!;
    if (slice === 0) continue;
    let tally = tallies.get(slice);
    if (tally === undefined) tallies.set(slice, (tally = { ...emptyTally }));
    const [decision, outcome, score] = [decisions[row]!, outcomes[row]!, scores[row]!];
    const isScored = !Number.isNaN(score);
    tally.events += 1;
    tally.errors += failed[row]!;
    if (decision >= 0) tally.decided += 1;
    if (decision === 1) tally.selected += 1;
    if (isScored) {
      tally.scored += 1;
      tally.scoreMillionths += score * 1e6;
    }
    if (outcome < 0) continue;
    tally.labelled += 1;
    tally.positive += outcome;
    if (decision >= 0) tally[decision === 1 ? (outcome === 1 ? 'truePositive' : 'falsePositive') : outcome === 1 ? 'falseNegative' : 'trueNegative'] += 1;
    if (!isScored) continue;
    tally.labelledScored += 1;
    tally.labelledScoreMillionths += score * 1e6;
    tally.positiveScored += outcome;
  }
  return tallies;
}
