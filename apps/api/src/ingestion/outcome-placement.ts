import type { OutcomeRow, Refusal } from '#libs/wire/event-row.js';
import { identityOf } from './event-identity.js';
import { refused } from './event-placement.js';
import type { PlacedOutcome } from './outcome-copy.js';

/** What outcomes are stored under, and those that name no system that there is. */
export function placeOutcomes(rows: readonly OutcomeRow[], systems: ReadonlyMap<string, number>): { readonly placed: readonly PlacedOutcome[]; readonly homeless: readonly Refusal[] } {
  const placed: PlacedOutcome[] = [];
  const homeless: Refusal[] = [];
  for (const row of rows) {
    const systemNumber = systems.get(row.system);
    if (systemNumber === undefined) homeless.push(refused(row, 'system', 'SYSTEM_UNKNOWN', `there is no system "${row.system}"`));
    else placed.push({ row, uuid: identityOf(row.system, row.id).uuid.toLowerCase(), systemNumber });
  }
  return { placed, homeless };
}
