import type { ScoredEvents } from '#libs/measurement/estimation/scored-events.js';

/** Decision and outcome are 1, 0, or -1 for not known. */
export type Written = readonly [score: number, decision: number, outcome: number];

export function eventsOf(...list: readonly Written[]): ScoredEvents {
  return {
    scores: Float64Array.from(list, ([score]) => score),
    decisions: Int8Array.from(list, ([, decision]) => decision),
    outcomes: Int8Array.from(list, ([, , outcome]) => outcome),
  };
}

/**
 * Events whose score takes `levels` values in turn and that turn out positive as often as `rateOf` says, spread evenly and not by
 * chance; those above one half are selected.
 */
export function regularEvents(count: number, levels: number, rateOf: (score: number) => number): ScoredEvents {
  const owed = new Float64Array(levels);
  return eventsOf(
    ...Array.from({ length: count }, (_, row) => {
      const level = (row * 7) % levels;
      const score = (level + 0.5) / levels;
      owed[level]! += rateOf(score);
      const isPositive = owed[level]! >= 0.5;
      if (isPositive) owed[level]! -= 1;
      return [score, Number(score > 0.5), Number(isPositive)] as const;
    }),
  );
}
