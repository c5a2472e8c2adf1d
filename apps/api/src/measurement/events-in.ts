import type { Stretch } from '#libs/measurement/intervals/stretches.js';
import type { SystemKey } from './system-key.js';

const nothing: Stretch = { startMs: 0, endMs: 0 };

/**
 * The events of disjoint stretches of time as `event`, what a SELECT takes FROM. COPY takes no parameters: nothing but numbers and instants
 * goes into the text.
 */
export function eventsIn({ organisationId, systemNumber }: SystemKey, stretches: readonly Stretch[]): string {
  const rows = (stretches.length === 0 ? [nothing] : stretches).map(({ startMs, endMs }) => `(${instant(startMs)}, ${instant(endMs)})`).join(', ');
  return `(VALUES ${rows}) AS stretch (start, stop) JOIN event ON event.organisation_id = ${whole(organisationId)} AND event.system_number = ${whole(systemNumber)}
    AND event.at >= stretch.start AND event.at < stretch.stop`;
}

/** A whole number as SQL text. */
export function whole(number: number): number {
  if (!Number.isSafeInteger(number)) throw new Error(`a whole number is expected, not ${number}`);
  return number;
}

function instant(ms: number): string {
  return `'${new Date(ms).toISOString()}'::timestamptz`;
}
