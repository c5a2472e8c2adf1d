import fc from 'fast-check';
import type { CountedEvent } from '#libs/measurement/intervals/counted-event.js';
import { newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { foldEvent, foldOutcome } from '#libs/measurement/intervals/interval-fold.js';
import type { IntervalDelta } from '#libs/measurement/intervals/intervals.js';
import { counted, facts } from '../full-events.js';

/** An event with what became of it; null: not known. */
export interface LabelledEvent {
  readonly event: CountedEvent;
  readonly outcome: boolean | null;
}

export const labelledEvents: fc.Arbitrary<LabelledEvent[]> = fc.array(fc.record({ event: facts.map(counted), outcome: fc.constantFrom(true, false, null) }), { maxLength: 80 });

export function intervalsOf(events: readonly LabelledEvent[]): IntervalDelta[] {
  const fold = newFold();
  for (const { event, outcome } of events) {
    foldEvent(fold, event);
    if (outcome !== null) foldOutcome(fold, event, outcome);
  }
  return deltasOf(fold);
}
