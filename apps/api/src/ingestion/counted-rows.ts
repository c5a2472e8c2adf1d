import { type CountedEvent, ownPositions } from '#libs/measurement/intervals/counted-event.js';
import { type CopyRow, takeBoolean, takeDouble, takeDoubles, takeInstant, takeWhole } from '../database/copy-out.js';

/** What is read of an event that is to be counted, in the order that `takeCounted` expects. */
export const countedColumns = (event: string): string =>
  ['version_number', 'at', 'status', 'score', 'decision', 'latency_ms', 'slice_number', 'human_decision', 'feedback', 'resolved_by', 'user_number', 'features']
    .map((column) => `${event}.${column}`)
    .concat(`coalesce(cardinality(${event}.reasons), 0)`)
    .join(', ');

/** Fills `event` from the next fields of a row. */
export function takeCounted(row: CopyRow, event: CountedEvent): void {
  event.versionKey = takeWhole(row, 0);
  event.timeMs = takeInstant(row);
  event.failed = takeWhole(row, 0) !== 0;
  event.score = takeDouble(row);
  event.decision = takeBoolean(row);
  event.latencyMs = takeDouble(row);
  event.slice = takeWhole(row, 0);
  event.humanDecision = takeBoolean(row);
  event.feedback = takeWhole(row, -1);
  event.resolvedBy = takeWhole(row, -1);
  event.user = takeWhole(row, 0);
  event.featureCount = takeDoubles(row, event.featureValues);
  event.featurePositions = ownPositions;
  event.reasons = takeWhole(row, 0);
}
