import type { z } from 'zod';
import { Event, Outcome, type EventStatus, type Feedback, type Rejection, type Resolver } from './events.js';
import { earliestInstant, instantOf, latestInstant } from './instant.js';
import { rejectionOf } from './rejection.js';

/** How far ahead of our clock a sender's clock may be. */
export const futureToleranceMs = 300_000;

/** A valid event, ready to be stored. `null` is "not given"; times are milliseconds since 1970. */
export interface EventRow {
  readonly line: number;
  readonly id: string;
  readonly system: string;
  readonly version: string;
  readonly timeMs: number;
  readonly score: number | null;
  readonly decision: boolean | null;
  readonly latencyMs: number | null;
  readonly status: EventStatus;
  readonly reasons: readonly string[] | null;
  /** Segments as JSON with sorted keys: equal segments are equal texts. */
  readonly segments: string | null;
  /** Names and values of the features, side by side; NaN is a value that is not known. The same list of names is reused from row to row. */
  readonly featureNames: readonly string[] | null;
  readonly featureValues: readonly number[] | null;
  /** Labels of the categories, side by side with the values, which are NaN there. Null when no feature of the event is one. */
  readonly featureLabels: readonly (string | null)[] | null;
  /** How many features were sent as NaN or an infinity; their values are not known. */
  readonly notFinite: number;
  readonly humanDecision: boolean | null;
  readonly feedback: Feedback | null;
  readonly resolvedBy: Resolver | null;
  readonly user: string | null;
}

/** A valid outcome, ready to be stored. */
export interface OutcomeRow {
  readonly line: number;
  readonly id: string;
  readonly system: string;
  readonly positive: boolean;
  readonly timeMs: number;
}

/** An item that is not taken, and the system it names as far as one can be read. */
export interface Refusal extends Rejection {
  readonly system: string | null;
}

/** Checks one event that is already a plain value. `line` and `nowMs` (the present, for times in the future) are facts of the caller. */
export function eventRowOf(value: unknown, line: number, nowMs: number): EventRow | Refusal {
  const checked = checkedAs(Event, value, line, 'id');
  if (!checked.ok) return checked.rejection;
  const event = checked.value;
  const timeMs = instantOf(event.time);
  const refused = timeRefusal(timeMs, line, event.id, event.system, nowMs);
  if (refused) return refused;
  return {
    line,
    id: event.id,
    system: event.system,
    version: event.version,
    timeMs,
    score: event.score ?? null,
    decision: event.decision ?? null,
    latencyMs: event.latencyMs ?? null,
    status: event.status,
    reasons: event.reasons?.length ? event.reasons : null,
    segments: eventSegmentsText(event.segments),
    ...featuresOf(event.features ?? {}),
    humanDecision: event.humanDecision ?? null,
    feedback: event.feedback ?? null,
    resolvedBy: event.resolvedBy ?? null,
    user: event.user ?? null,
  };
}

type Features = Pick<EventRow, 'featureNames' | 'featureValues' | 'featureLabels' | 'notFinite'>;

function featuresOf(features: NonNullable<Event['features']>): Features {
  const names = Object.keys(features);
  if (names.length === 0) return { featureNames: null, featureValues: null, featureLabels: null, notFinite: 0 };
  const given = Object.values(features);
  const labels = given.map((feature) => (typeof feature === 'string' && !isNotFinite(feature) ? feature : null));
  return {
    featureNames: names,
    featureValues: given.map((feature) => (typeof feature === 'number' ? feature : Number.NaN)),
    featureLabels: labels.some((label) => label !== null) ? labels : null,
    notFinite: given.filter((feature) => typeof feature === 'string' && isNotFinite(feature)).length,
  };
}

/** Whether a feature's text stands for a number that is none: "NaN", "inf", "-Infinity" in letters of either case. */
export function isNotFinite(text: string): boolean {
  return text.length <= 9 && /^[+-]?(nan|inf|infinity)$/i.test(text);
}

/** The same for an outcome. */
export function outcomeRowOf(value: unknown, line: number, nowMs: number): OutcomeRow | Refusal {
  const checked = checkedAs(Outcome, value, line, 'event');
  if (!checked.ok) return checked.rejection;
  const { event, system, outcome, time } = checked.value;
  const timeMs = instantOf(time);
  return timeRefusal(timeMs, line, event, system, nowMs) ?? { line, id: event, system, positive: outcome === 'positive', timeMs };
}

type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly rejection: Refusal };

function checkedAs<T>(schema: z.ZodType<T>, value: unknown, line: number, keyField: 'id' | 'event'): Checked<T> {
  const refuse = (field: string | null, code: Rejection['code'], detail: string): Checked<T> => ({
    ok: false,
    rejection: { line, id: textOf(value, keyField, 200), system: textOf(value, 'system', 64), field, code, detail },
  });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(null, 'NOT_AN_OBJECT', 'one JSON object is expected');
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const { field, code, detail } = rejectionOf(parsed.error.issues, value);
  return refuse(field, code, detail);
}

/** A text of a refused item, as far as one can be read. */
function textOf(value: unknown, field: 'id' | 'event' | 'system', limit: number): string | null {
  const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, field) : null;
  return typeof text === 'string' ? text.slice(0, limit).toWellFormed() : null;
}

function timeRefusal(timeMs: number, line: number, id: string, system: string, nowMs: number): Refusal | undefined {
  if (!(timeMs >= earliestInstant && timeMs < latestInstant)) {
    return { line, id, system, field: 'time', code: 'TIME_INVALID', detail: 'the year must be 2000 to 2099' };
  }
  if (timeMs <= nowMs + futureToleranceMs) return undefined;
  return { line, id, system, field: 'time', code: 'TIME_FUTURE', detail: `${new Date(timeMs).toISOString()} is more than 5 minutes in the future` };
}

/** Segments as JSON with sorted names; null when there are none. */
export function eventSegmentsText(segments: Readonly<Record<string, string>> | undefined): string | null {
  const entries = Object.entries(segments ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? null : `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`;
}
