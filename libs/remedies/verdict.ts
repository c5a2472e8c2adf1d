import type { MeasuredValue } from '#libs/measurement/measure.js';
import { isExcludedByWilson } from '#libs/measurement/statistics/proportion.js';
import { rationalOf } from '#libs/measurement/statistics/rational.js';
import type { Verdict } from '#libs/wire/measurements.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { type Comparison, comparedSentence, excludedSentence, insufficientSentence, waitingSentence } from './reason.js';
import { worseThan } from './tiers.js';
import { type Window, finalAt, instantOf } from './windows.js';

/** A verdict with its reason. `tendency` says what a provisional value would be if it decided now. */
export interface Decided {
  readonly verdict: Verdict;
  readonly tendency: 'met' | 'breached' | null;
  readonly finality: 'open' | 'provisional' | 'final';
  readonly reason: string;
}

/**
 * Decides a measured value. No data is never met: without an event it is not measured, with too few events (or outcomes known
 * for too few of them, once the window is final) there is insufficient data. Until it is final a verdict is provisional: open
 * while the window runs, then waiting for late events and outcomes. Equality with the target is met.
 *
 * Under the confidence rule only a 95 % Wilson interval wholly on the wrong side of the target is a breach; a worse value
 * that could still be chance is insufficient data. Metrics without such an interval (F1, balanced accuracy, percentiles)
 * are decided by their value.
 *
 * Excluded time is no part of what was measured: a window without any other is not measured.
 */
export function verdictOf(definition: ObjectiveDefinition, measured: MeasuredValue, window: Pick<Window, 'end'>, now: string): Decided {
  const decided = decidedOf(definition, measured, window, now);
  const excluded = excludedSentence(measured);
  return excluded === null ? decided : { ...decided, reason: `${decided.reason} ${excluded}` };
}

function decidedOf(definition: ObjectiveDefinition, measured: MeasuredValue, window: Pick<Window, 'end'>, now: string): Decided {
  const finality = finalityOf(definition, window, now);
  if (measured.events === 0) {
    const reason = `No events${finality === 'open' ? ' so far' : ' in this window'}: nothing was measured.`;
    return { verdict: 'not-measured', tendency: null, finality, reason };
  }
  const lacking = insufficientSentence(definition, measured, finality);
  if (lacking !== null || measured.exact === null) {
    return { verdict: 'insufficient-data', tendency: null, finality, reason: lacking ?? 'The value is undefined.' };
  }
  const comparison = compared(definition, measured);
  const sentence = comparedSentence(definition, measured, comparison);
  if (finality === 'final') {
    return { verdict: comparison === 'unclear' ? 'insufficient-data' : comparison, tendency: null, finality, reason: sentence };
  }
  const tendency = comparison === 'unclear' ? null : comparison;
  return { verdict: 'provisional', tendency, finality, reason: `${waitingSentence(definition, window, finality)} ${sentence}` };
}

function finalityOf(definition: ObjectiveDefinition, window: Pick<Window, 'end'>, now: string): Decided['finality'] {
  const present = instantOf(now).epochMilliseconds;
  if (present < instantOf(window.end).epochMilliseconds) return 'open';
  return present < instantOf(finalAt(definition, window)).epochMilliseconds ? 'provisional' : 'final';
}

function compared(definition: ObjectiveDefinition, measured: MeasuredValue): Comparison {
  const target = rationalOf(definition.target);
  if (worseThan(definition.direction, measured.exact!, target) <= 0) return 'met';
  if (definition.method.decision !== 'confidence' || measured.proportion === null) return 'breached';
  return isExcludedByWilson(measured.proportion, target) ? 'breached' : 'unclear';
}
