import type { CountedEvent } from '#libs/measurement/intervals/counted-event.js';
import type { EventRow } from '#libs/wire/event-row.js';
import { feedbacks, resolvers } from '#libs/wire/events.js';
import type { Placement } from './event-placement.js';

/** Fills `event` with what is counted of a row that has its place. */
export function fillCounted(event: CountedEvent, row: EventRow, { version, slice, user, positions, values }: Placement): void {
  event.versionKey = version.number;
  event.timeMs = row.timeMs;
  event.failed = row.status !== 'ok';
  event.score = row.score ?? Number.NaN;
  event.decision = row.decision;
  event.latencyMs = row.latencyMs ?? Number.NaN;
  event.slice = slice ?? 0;
  event.humanDecision = row.humanDecision;
  event.feedback = row.feedback === null ? -1 : feedbacks.indexOf(row.feedback);
  event.resolvedBy = row.resolvedBy === null ? -1 : resolvers.indexOf(row.resolvedBy);
  event.user = user ?? 0;
  event.reasons = row.reasons?.length ?? 0;
  event.featureCount = 0;
  if (values === null || positions === null) return;
  event.featureCount = values.length;
  event.featurePositions = positions;
  for (let at = 0; at < values.length; at += 1) event.featureValues[at] = values[at]!;
}
