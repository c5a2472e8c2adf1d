import { hourMilliseconds } from '#libs/measurement/intervals/intervals.js';
import type { Measurement } from '#libs/wire/measurements.js';
import type { Objective } from '#libs/wire/objectives.js';
import { finalAt, windowsOf, type Window } from './windows.js';

/** A window that has to be measured, and the stored measurement that it may supersede. */
export interface DueWindow<Promised, Stored> {
  readonly objective: Promised;
  readonly window: Window;
  readonly previous: Stored | undefined;
}

/** The windows of an objective that are final at `now` (ISO), oldest first. */
export function finalWindowsOf({ definition, from, until }: Pick<Objective, 'definition' | 'from' | 'until'>, now: string): readonly Window[] {
  return windowsOf(definition.window, from, until, now).filter((window) => finalAt(definition, window) <= now);
}

/**
 * The final windows that are not stored yet, and the stored ones that hours lie in which changed since (`changedHours`, milliseconds
 * since 1970). Oldest first, because the credit of a window depends on those before it.
 */
export function dueWindows<Promised extends Objective, Stored extends Measurement>(
  objectives: readonly Promised[],
  stored: readonly Stored[],
  changedHours: readonly number[],
  now: string,
): readonly DueWindow<Promised, Stored>[] {
  const known = new Map(stored.map((measurement) => [`${measurement.objectiveId} ${measurement.windowStart}`, measurement]));
  return objectives
    .flatMap((objective) => finalWindowsOf(objective, now).map((window) => ({ objective, window, previous: known.get(`${objective.id} ${window.start}`) })))
    .filter(({ window, previous }) => previous === undefined || changedHours.some((hour) => liesIn(window, hour)))
    .toSorted((a, b) => compare(a.window.end, b.window.end) || compare(a.objective.definition.key, b.objective.definition.key));
}

/** Whether a part of an hour, given by its start, lies in a window. */
export function liesIn({ start, end }: Pick<Window, 'start' | 'end'>, hourMs: number): boolean {
  return hourMs < Date.parse(end) && hourMs + hourMilliseconds > Date.parse(start);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
