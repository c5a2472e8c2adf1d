import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { BreachEvent } from '#libs/remedies/breach.js';
import type { BreachDetail } from '#libs/wire/breaches.js';
import type { Actor } from '../http/actor.js';

/** Adds an event to a breach's history, with the name of whoever caused it. The caller has locked the breach. */
export async function insertBreachEvent(manager: EntityManager, actor: Actor, breachId: string, event: BreachEvent): Promise<void> {
  const before = await historyOf(manager, actor.organisationId, breachId);
  await manager.query(`INSERT INTO breach_event (organisation_id, id, breach_id, at, actor, event) VALUES ($1, $2, $3, $4, $5, $6)`, [
    actor.organisationId,
    // Orders the events of one millisecond as they happened: an id is otherwise random below the millisecond.
    v7({ msecs: Date.parse(event.at), seq: before.length }),
    breachId,
    event.at,
    actor.name,
    JSON.stringify(event),
  ]);
}

/** What happened to a breach, oldest first. */
export async function historyOf(manager: EntityManager, organisationId: number, breachId: string): Promise<BreachDetail['history']> {
  const rows = await manager.query<{ at: Date; actor: string; event: BreachEvent }[]>(
    `SELECT at, actor, event FROM breach_event WHERE organisation_id = $1 AND breach_id = $2 ORDER BY at, id`,
    [organisationId, breachId],
  );
  return rows.map(({ at, actor, event }) => ({ at: at.toISOString(), actor, event: event.type, note: event.type === 'claimed' ? event.note : null }));
}
