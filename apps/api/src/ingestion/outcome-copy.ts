import type { OutcomeRow } from '#libs/wire/event-row.js';
import { finished, newCopyBuffer, putBoolean, putInstant, putInt, putUuid, startRow } from './copy-buffer.js';

/** An outcome and what it is stored under. */
export interface PlacedOutcome {
  readonly row: OutcomeRow;
  readonly uuid: string;
  readonly systemNumber: number;
}

/** Outcomes as a binary copy into `incoming_outcome`. */
export function copyOfOutcomes(placed: readonly PlacedOutcome[]): Buffer {
  const buffer = newCopyBuffer(placed.length * 80);
  const seen = new Set<string>();
  for (const { row, uuid, systemNumber } of placed) {
    startRow(buffer, 6, 0);
    putInt(buffer, row.line);
    putBoolean(buffer, seen.size === seen.add(uuid).size);
    putInstant(buffer, row.timeMs);
    putInt(buffer, systemNumber);
    putBoolean(buffer, row.positive);
    putUuid(buffer, uuid);
  }
  return finished(buffer);
}
