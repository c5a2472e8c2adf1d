import type { Breach } from '#libs/wire/breaches.js';
import type { System } from '#libs/wire/systems.js';

const silentAfterHours = 24;

/** Open breaches, the nearest deadline first; without a deadline last. */
export function byDeadline(breaches: readonly Breach[]): readonly Breach[] {
  return breaches.toSorted((a, b) => (a.claimDueAt ?? '9999').localeCompare(b.claimDueAt ?? '9999'));
}

/** Live systems that sent nothing for a day, or never: their objectives cannot be met. */
export function silentSystems(systems: readonly System[], now: number): readonly System[] {
  return systems.filter((system) => system.environment === 'live' && (system.lastEventAt === null || now - Date.parse(system.lastEventAt) > silentAfterHours * 3_600_000));
}
