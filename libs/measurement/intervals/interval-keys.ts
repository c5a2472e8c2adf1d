/** What is known about an event's outcome: `all` counts every event, known outcome or not. */
export const outcomeStates = ['all', 'positive', 'negative'] as const;
export type OutcomeState = (typeof outcomeStates)[number];

/** Bins that a group of keys has room for: more than there are latency, score or feature bins. */
export const binSpace = 2 ** 16;

/** Keys between two groups of `scores`. */
export const scoreSpace = 2 ** 11;

/** Code of a decision within score keys: 0 none, 1 negative, 2 positive. */
export function decisionCode(decision: boolean | null): number {
  return decision === null ? 0 : decision ? 2 : 1;
}

/** First key in `scores` of an outcome state and a decision; the bin is added to it. */
export function scoreKey(state: OutcomeState, decision: boolean | null): number {
  return (outcomeStates.indexOf(state) * 3 + decisionCode(decision)) * scoreSpace;
}

/** First key in `features` of a position and an outcome state; the bin is added to it. */
export function featureKey(position: number, state: OutcomeState): number {
  return (position * 3 + outcomeStates.indexOf(state)) * binSpace;
}

/** What one slice is counted by; its key in `slices` is the slice's number * 32 + the place of the name. Score sums are whole millionths. */
export const sliceCounters = [
  'events',
  'errors',
  'decided',
  'selected',
  'scored',
  'scoreMillionths',
  'labelled',
  'positive',
  'truePositive',
  'falsePositive',
  'falseNegative',
  'trueNegative',
  'labelledScored',
  'labelledScoreMillionths',
  'positiveScored',
] as const;
export type SliceCounter = (typeof sliceCounters)[number];
export const sliceSpace = 32;

/**
 * What an interval is counted by beside its columns of their own; the key in `counters` is the place of the name. `selected` are positive
 * decisions, `labelled` events of known outcome. `reviewed` have a human decision; of those that have a decision too, which is
 * `compared`, the human `overrode` the model when the two differ, and with a known outcome one of them was right. `unreviewed` have a
 * decision and no human's.
 */
export const cellCounters = [
  'selected',
  'labelled',
  'positive',
  'scored',
  'withLatency',
  'withSlice',
  'withFeatures',
  'withUser',
  'reviewed',
  'compared',
  'overrode',
  'modelRight',
  'humanRight',
  'unreviewed',
  'accepted',
  'edited',
  'rejected',
  'resolvedByAi',
  'resolvedByHuman',
] as const;
export type CellCounter = (typeof cellCounters)[number];

/** Key in `counters` of events with no reasons; one more for each reason, the last for this many and more. */
export const reasonsKey = 32;
export const reasonsAtMost = 15;

/** Key in `counters` of the user of number 0; users are numbered from 1. */
export const usersKey = 64;
