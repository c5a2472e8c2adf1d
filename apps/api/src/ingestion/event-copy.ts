import { eventStatuses } from '#libs/wire/events.js';
import {
  finished,
  newCopyBuffer,
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
} from './copy-buffer.js';
import type { PlacedEvent } from './event-placement.js';

/** The columns of `incoming_event`, in the order of the copy; those of `event` carry the same names. */
export const incomingEventTable = `CREATE TEMP TABLE incoming_event (
  line int, repeats boolean, at timestamptz, score float8, latency_ms float8, system_number int, version_number int,
  slice_number int, status smallint, decision boolean, id uuid, key text, reasons text[], features float8[]) ON COMMIT DELETE ROWS`;

const columns = 14;
const bytesPerRow = 256;

/** Events as a binary copy into `incoming_event`. `repeated` holds the events whose id stood on an earlier line. */
export function copyOfEvents(events: readonly PlacedEvent[], repeated: ReadonlySet<PlacedEvent>): Buffer {
  const buffer = newCopyBuffer(events.length * bytesPerRow);
  for (const event of events) {
    const { row } = event;
    startRow(buffer, columns, extraBytesOf(event));
    putInt(buffer, row.line);
    putBoolean(buffer, repeated.size > 0 && repeated.has(event));
    putInstant(buffer, row.timeMs);
    putDouble(buffer, row.score);
    putDouble(buffer, row.latencyMs);
    putInt(buffer, event.systemNumber);
    putInt(buffer, event.version.number);
    putInt(buffer, event.slice);
    putSmallInt(buffer, eventStatuses.indexOf(row.status));
    putBoolean(buffer, row.decision);
    putUuid(buffer, event.uuid);
    putText(buffer, event.key);
    putTexts(buffer, row.reasons);
    if (row.featureValues === null || event.positions === null) putNull(buffer);
    else putFeatures(buffer, row.featureValues, event.positions);
  }
  return finished(buffer);
}

// Cut behind the last feature that has a value: an event stays the same when its version learns more features later.
function putFeatures(buffer: Parameters<typeof putNull>[0], values: readonly (number | null)[], positions: Int32Array): void {
  let length = 0;
  for (let at = 0; at < values.length; at += 1) if (values[at] !== null && positions[at]! >= length) length = positions[at]! + 1;
  if (length === 0) putNull(buffer);
  else putDoubles(buffer, values, positions, length);
}

function extraBytesOf({ row, key, positions }: PlacedEvent): number {
  let bytes = key === null ? 0 : key.length * 3;
  for (const reason of row.reasons ?? []) bytes += 4 + reason.length * 3;
  for (const position of positions ?? []) if (position * 12 > bytes) bytes += position * 12;
  return bytes;
}
