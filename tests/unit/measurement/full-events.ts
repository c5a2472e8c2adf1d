import fc from 'fast-check';
import { type CountedEvent, newCountedEvent } from '#libs/measurement/intervals/counted-event.js';
import { type IntervalFold, newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { foldEvent, foldOutcome } from '#libs/measurement/intervals/interval-fold.js';
import type { IntervalDelta } from '#libs/measurement/intervals/intervals.js';
import { hour, minute } from './arbitraries.js';

type Facts = Omit<CountedEvent, 'featureCount' | 'featureValues' | 'featurePositions'> & { readonly features: readonly number[] };

/** An event, or what became of one that need not be there. */
export interface Happening {
  readonly event: Facts;
  readonly outcome: boolean | null;
}

const unknown = fc.constant(Number.NaN);
const yesOrNo = fc.constantFrom(true, false, null);

/** Events of a few versions within five hours, many of them in the same minute, bins and slices. */
export const facts: fc.Arbitrary<Facts> = fc.record({
  versionKey: fc.integer({ min: 0, max: 3 }),
  timeMs: fc.integer({ min: hour, max: hour + 5 * 60 * minute }),
  failed: fc.boolean(),
  score: fc.oneof(unknown, fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  decision: yesOrNo,
  latencyMs: fc.oneof(unknown, fc.constantFrom(0, 12.5, 250), fc.double({ min: 0, max: 5000, noNaN: true })),
  slice: fc.constantFrom(0, 1, 2, 70_000_000),
  humanDecision: yesOrNo,
  feedback: fc.integer({ min: -1, max: 2 }),
  resolvedBy: fc.integer({ min: -1, max: 1 }),
  user: fc.constantFrom(0, 1, 2, 70_000, 100_000),
  reasons: fc.nat(20),
  features: fc.array(fc.oneof(unknown, fc.constantFrom(-1, 0, 7), fc.double({ noNaN: true })), { maxLength: 4 }),
});

export const happenings: fc.Arbitrary<Happening[]> = fc.array(fc.record({ event: facts, outcome: yesOrNo }), { maxLength: 80 });

export function counted({ features, ...facts }: Facts): CountedEvent {
  const event = { ...newCountedEvent(), ...facts, featureCount: features.length };
  event.featureValues.set(features);
  return event;
}

export function addTo(fold: IntervalFold, { event, outcome }: Happening): void {
  if (outcome === null) foldEvent(fold, counted(event));
  else foldOutcome(fold, counted(event), outcome);
}

export function foldOf(list: readonly Happening[]): IntervalFold {
  const fold = newFold();
  for (const item of list) addTo(fold, item);
  return fold;
}

export function intervalsOf(list: readonly Happening[]): IntervalDelta[] {
  return deltasOf(foldOf(list));
}
