import type { EventRow } from '#libs/wire/event-row.js';
import { eventStatuses, feedbacks, resolvers } from '#libs/wire/events.js';
import {
  putBigInt,
  putBoolean,
  putDouble,
  putDoubles,
  putInstant,
  putInt,
  putNull,
  putSmallInt,
  putText,
  putTexts,
  putUuid,
  startRow,
  type CopyBuffer,
} from './copy-buffer.js';
import { identityOf } from './event-identity.js';
import type { Placement } from './event-placement.js';

/** The columns of `incoming_event`, in the order of the copy; those of `event` carry the same names. */
export const incomingEventTable = `CREATE TEMP TABLE incoming_event (
  line int, at timestamptz, score float8, latency_ms float8, system_number int, version_number int,
  slice_number int, status smallint, decision boolean, id uuid, key text, reasons text[], features float8[],
  human_decision boolean, feedback smallint, resolved_by smallint, user_number int, segments_digest bigint) ON COMMIT DELETE ROWS`;

const columns = 18;

/** Adds an event to a binary copy into `incoming_event`. @returns where the 16 bytes of its UUID stand in the buffer */
export function putEvent(buffer: CopyBuffer, row: EventRow, { systemNumber, version, slice, segments, user, positions, values }: Placement): number {
  const { uuid, key } = identityOf(row.system, row.id);
  startRow(buffer, columns, extraBytesOf(row, key, positions));
  putInt(buffer, row.line);
  putInstant(buffer, row.timeMs);
  putDouble(buffer, row.score);
  putDouble(buffer, row.latencyMs);
  putInt(buffer, systemNumber);
  putInt(buffer, version.number);
  putInt(buffer, slice);
  putSmallInt(buffer, eventStatuses.indexOf(row.status));
  putBoolean(buffer, row.decision);
  putUuid(buffer, uuid);
  const uuidAt = buffer.length - 16;
  putText(buffer, key);
  putTexts(buffer, row.reasons);
  if (values === null || positions === null) putNull(buffer);
  else putFeatures(buffer, values, positions);
  putBoolean(buffer, row.humanDecision);
  putSmallInt(buffer, row.feedback === null ? null : feedbacks.indexOf(row.feedback));
  putSmallInt(buffer, row.resolvedBy === null ? null : resolvers.indexOf(row.resolvedBy));
  putInt(buffer, user);
  putBigInt(buffer, segments === null ? null : segments.digest);
  return uuidAt;
}

// Cut behind the last feature that has a value: an event stays the same when its version learns more features later.
function putFeatures(buffer: CopyBuffer, values: readonly number[], positions: Int32Array): void {
  let length = 0;
  for (let at = 0; at < values.length; at += 1) if (!Number.isNaN(values[at]!) && positions[at]! >= length) length = positions[at]! + 1;
  if (length === 0) putNull(buffer);
  else putDoubles(buffer, values, positions, length);
}

function extraBytesOf({ reasons }: EventRow, key: string | null, positions: Int32Array | null): number {
  let bytes = key === null ? 0 : key.length * 3;
  if (reasons !== null) for (const reason of reasons) bytes += 4 + reason.length * 3;
  if (positions === null) return bytes;
  let last = 0;
  for (let at = 0; at < positions.length; at += 1) if (positions[at]! > last) last = positions[at]!;
  return bytes + (last + 1) * 12;
}
