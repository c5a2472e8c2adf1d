import type { CountedEvent } from './counted-event.js';
import { featureBinOf } from './feature-bins.js';
import { type IntervalFold, addToBin, cellOf, cellStride, countersAt, sliceBlockOf } from './fold-cells.js';
import { type CellCounter, type SliceCounter, binSpace, cellCounters, decisionCode, reasonsAtMost, sliceCounters } from './interval-keys.js';
import { hourMilliseconds, minuteMilliseconds } from './intervals.js';
import { latencyBinOf } from './latency-bins.js';
import { scoreBinOf } from './score-bins.js';

/** Codes of a cell's histograms: one of latencies, nine of scores, three for each of 256 features, and two for the numbers of users. */
export const scoreCodes = 1;
export const featureCodes = 10;
export const userCodes = featureCodes + 256 * 3;

/** Counters of a cell, behind its minutes: events with a decision, the four confusion counts, `cellCounters`, and events by their reasons. */
export const decidedAt = countersAt;
export const confusionAt = countersAt + 1;
export const cellCountersAt = countersAt + 5;
export const reasonsAt = cellCountersAt + cellCounters.length;

const states = 3;
const positiveState = 1;
const negativeState = 2;
const inCell = Object.fromEntries(cellCounters.map((name, at) => [name, cellCountersAt + at])) as Readonly<Record<CellCounter, number>>;
const inSlice = Object.fromEntries(sliceCounters.map((name, at) => [name, at])) as Readonly<Record<SliceCounter, number>>;

/** Adds one event. The latency of a failed event is left out. Allocates nothing unless the hour or slice is new. */
export function foldEvent(fold: IntervalFold, event: CountedEvent): void {
  const { timeMs, failed, score, decision, latencyMs } = event;
  const hour = Math.floor(timeMs / hourMilliseconds);
  const cell = cellOf(fold, event.versionKey, hour);
  const { counts } = fold;
  const base = cell * cellStride;
  const minute = base + Math.floor((timeMs - hour * hourMilliseconds) / minuteMilliseconds);
  counts[minute]! += 1;
  if (failed) counts[minute + 60]! += 1;
  if (decision !== null) counts[base + decidedAt]! += 1;
  if (decision === true) counts[base + inCell.selected]! += 1;
  if (event.slice > 0) counts[base + inCell.withSlice]! += 1;
  if (!Number.isNaN(latencyMs)) {
    const bin = latencyBinOf(latencyMs);
    counts[base + inCell.withLatency]! += 1;
    if (!failed) addToBin(fold, cell, 0, bin);
  }
  if (!Number.isNaN(score)) {
    counts[base + inCell.scored]! += 1;
    addToBin(fold, cell, scoreCodes + decisionCode(decision), scoreBinOf(score));
  }
  if (foldFeatures(fold, cell, event, 0)) counts[base + inCell.withFeatures]! += 1;
  foldOversight(fold, cell, event);
  if (event.slice > 0) foldSlice(fold, cell, event);
}

/**
 * Adds the outcome of an event; it counts in the hour of the event, not of the outcome. A correction takes the earlier outcome back by
 * folding it apart and negating the deltas.
 */
export function foldOutcome(fold: IntervalFold, event: CountedEvent, positive: boolean): void {
  const { score, decision } = event;
  const cell = cellOf(fold, event.versionKey, Math.floor(event.timeMs / hourMilliseconds));
  const { counts } = fold;
  const base = cell * cellStride;
  const state = positive ? positiveState : negativeState;
  counts[base + inCell.labelled]! += 1;
  if (positive) counts[base + inCell.positive]! += 1;
  if (decision !== null && event.humanDecision !== null && decision !== event.humanDecision) {
    counts[base + (decision === positive ? inCell.modelRight : inCell.humanRight)]! += 1;
  }
  if (decision !== null) counts[base + confusionAt + confusionOf(decision, positive)]! += 1;
  if (!Number.isNaN(score)) addToBin(fold, cell, scoreCodes + state * states + decisionCode(decision), scoreBinOf(score));
  foldFeatures(fold, cell, event, state);
  if (event.slice > 0) foldSliceOutcome(fold, cell, event, positive);
}

/** Whether there is a value that is known. */
function foldFeatures(fold: IntervalFold, cell: number, { featureCount, featureValues, featurePositions }: CountedEvent, state: number): boolean {
  let isAny = false;
  for (let at = 0; at < featureCount; at++) {
    const value = featureValues[at]!;
    if (Number.isNaN(value)) continue;
    addToBin(fold, cell, featureCodes + featurePositions[at]! * states + state, featureBinOf(value));
    isAny = true;
  }
  return isAny;
}

function foldOversight(fold: IntervalFold, cell: number, { decision, humanDecision, feedback, resolvedBy, user, reasons }: CountedEvent): void {
  const { counts } = fold;
  const base = cell * cellStride;
  counts[base + reasonsAt + Math.min(reasons, reasonsAtMost)]! += 1;
  if (humanDecision !== null) {
    counts[base + inCell.reviewed]! += 1;
    if (decision !== null) counts[base + inCell.compared]! += 1;
    if (decision !== null && decision !== humanDecision) counts[base + inCell.overrode]! += 1;
  } else if (decision !== null) {
    counts[base + inCell.unreviewed]! += 1;
  }
  if (feedback >= 0) counts[base + inCell.accepted + feedback]! += 1;
  if (resolvedBy >= 0) counts[base + inCell.resolvedByAi + resolvedBy]! += 1;
  if (user === 0) return;
  counts[base + inCell.withUser]! += 1;
  addToBin(fold, cell, userCodes + (user >>> 16), user & (binSpace - 1));
}

function foldSlice(fold: IntervalFold, cell: number, { slice, failed, decision, score }: CountedEvent): void {
  const block = sliceBlockOf(fold, cell, slice);
  const { sliceCounts } = fold;
  sliceCounts[block + inSlice.events]! += 1;
  if (failed) sliceCounts[block + inSlice.errors]! += 1;
  if (decision !== null) sliceCounts[block + inSlice.decided]! += 1;
  if (decision === true) sliceCounts[block + inSlice.selected]! += 1;
  if (Number.isNaN(score)) return;
  sliceCounts[block + inSlice.scored]! += 1;
  sliceCounts[block + inSlice.scoreMillionths]! += millionthsOf(score);
}

function foldSliceOutcome(fold: IntervalFold, cell: number, { slice, decision, score }: CountedEvent, positive: boolean): void {
  const block = sliceBlockOf(fold, cell, slice);
  const { sliceCounts } = fold;
  sliceCounts[block + inSlice.labelled]! += 1;
  if (positive) sliceCounts[block + inSlice.positive]! += 1;
  if (decision !== null) sliceCounts[block + inSlice.truePositive + confusionOf(decision, positive)]! += 1;
  if (Number.isNaN(score)) return;
  sliceCounts[block + inSlice.labelledScored]! += 1;
  sliceCounts[block + inSlice.labelledScoreMillionths]! += millionthsOf(score);
  if (positive) sliceCounts[block + inSlice.positiveScored]! += 1;
}

/** Place among true positive, false positive, false negative, true negative. */
function confusionOf(decision: boolean, positive: boolean): number {
  return decision ? (positive ? 0 : 1) : positive ? 2 : 3;
}

// Whole numbers, so that sums do not depend on the order: at most half a millionth off for each event.
function millionthsOf(score: number): number {
  return Math.round(score * 1e6);
}
