import type { ClockDefinition } from '#libs/wire/objectives.js';
import { startOfDay } from './in-force.js';

/**
 * When a clock that counts from the end of the agreement falls due: at the end of its last calendar day in the zone,
 * as an ISO instant. `effectiveUntil` is the last day of the agreement. Null for an open-ended agreement, and for
 * clocks that count from a window.
 */
export function clockDueAt(clock: ClockDefinition, effectiveUntil: string | null, zone: string): string | null {
  if (effectiveUntil === null || clock.basis !== 'effective-until') return null;
  return startOfDay(effectiveUntil, (clock.days ?? 0) + 1, zone);
}
