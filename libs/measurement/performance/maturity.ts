/** Decided events by age and by whether their outcome is known. */
export interface MaturityCounts {
  readonly matureKnown: number;
  readonly matureUnknown: number;
  readonly youngKnown: number;
  readonly youngUnknown: number;
}

/**
 * Counts decided events that are mature at a moment, which is when their outcome should be known: an event is mature from the instant
 * at which it is as old as the maturity period. Times in milliseconds; decisions and outcomes 1, 0, or -1 for none.
 */
export function countMaturity(times: Float64Array, decisions: Int8Array, outcomes: Int8Array, nowMs: number, maturityMs: number): MaturityCounts {
  let [matureKnown, matureUnknown, youngKnown, youngUnknown] = [0, 0, 0, 0];
  const latest = nowMs - maturityMs;
  for (let row = 0; row < times.length; row++) {
    if (decisions[row]! < 0) continue;
    const isKnown = outcomes[row]! >= 0;
    if (times[row]! <= latest) {
      if (isKnown) matureKnown++;
      else matureUnknown++;
    } else if (isKnown) youngKnown++;
    else youngUnknown++;
  }
  return { matureKnown, matureUnknown, youngKnown, youngUnknown };
}

/** Whether a value that rests on outcomes can still change, and whether it rests on enough of them. */
export type Standing = 'provisional' | 'settled' | 'too-few-outcomes';

/**
 * Provisional while an outcome is missing that may still arrive in its time; afterwards settled when at least the share
 * `coverageFloor` (0 to 1) of the decided events has an outcome. Without a decided event there is nothing to settle: too few outcomes.
 */
export function standingOf({ matureKnown, matureUnknown, youngKnown, youngUnknown }: MaturityCounts, coverageFloor: number): Standing {
  if (youngUnknown > 0) return 'provisional';
  const known = matureKnown + youngKnown;
  const decided = known + matureUnknown;
  return decided > 0 && known >= coverageFloor * decided ? 'settled' : 'too-few-outcomes';
}
