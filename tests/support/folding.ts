import { newCountedEvent } from '#libs/measurement/intervals/counted-event.js';
import type { IntervalFold } from '#libs/measurement/intervals/fold-cells.js';
import * as folding from '#libs/measurement/intervals/interval-fold.js';

const event = newCountedEvent();

/** Adds an event that carries nothing else; `latencyMs` is NaN when it carries none. */
export function foldEvent(fold: IntervalFold, versionKey: number, timeMs: number, failed: boolean, decided: boolean, latencyMs: number): void {
  folding.foldEvent(fold, Object.assign(event, { versionKey, timeMs, failed, decision: decided ? true : null, latencyMs }));
}

/** Adds the outcome of an event that carried nothing but a decision. */
export function foldOutcome(fold: IntervalFold, versionKey: number, timeMs: number, decision: boolean, positive: boolean): void {
  folding.foldOutcome(fold, Object.assign(event, { versionKey, timeMs, decision }), positive);
}
