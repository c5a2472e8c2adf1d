import type { PoolClient } from 'pg';
import type { Actor } from '../http/actor.js';
import { temporaryTable } from './copy-into.js';
import { countOutcomes, incomingOutcomeTable, insertOutcomes } from './outcome-rows.js';

/**
 * Keeps incoming outcomes whose events are not there yet. What waits already is not kept again.
 * @returns those of the lines that wait now
 */
export async function keepPending(client: PoolClient, { organisationId, kind, id }: Actor, lines: readonly number[], now: Date): Promise<ReadonlySet<number>> {
  const { rows } = await client.query<{ line: number }>(
    `WITH first_lines AS (
       SELECT DISTINCT ON (event_id, system_number, at, positive) * FROM incoming_outcome WHERE line = ANY($2) ORDER BY event_id, system_number, at, positive, line),
     kept AS (
       INSERT INTO pending_outcome (organisation_id, system_number, event_id, at, positive, received_at, actor_kind, actor)
       SELECT $1, system_number, event_id, at, positive, $3, $4, $5 FROM first_lines ORDER BY line ON CONFLICT DO NOTHING RETURNING system_number, event_id, at, positive)
     SELECT line FROM first_lines JOIN kept USING (event_id, system_number, at, positive)`,
    [organisationId, lines, now, kind, id],
  );
  return new Set(rows.map(({ line }) => line));
}

/** Whether any outcome of an organisation waits. */
export async function hasPending(client: PoolClient, organisationId: number): Promise<boolean> {
  const { rows } = await client.query<{ some: boolean }>('SELECT EXISTS (SELECT FROM pending_outcome WHERE organisation_id = $1) AS some', [organisationId]);
  return rows[0]!.some;
}

const ofIncomingEvents = `FROM (SELECT DISTINCT id, system_number FROM incoming_event) AS i
  CROSS JOIN LATERAL (SELECT * FROM pending_outcome WHERE organisation_id = $1 AND event_id = i.id OFFSET 0) AS p WHERE p.system_number = i.system_number`;

/** Stores and counts the outcomes that waited for events of this transaction's chunk. */
export async function settleIncoming(client: PoolClient, organisationId: number, now: Date): Promise<void> {
  await settle(client, organisationId, ofIncomingEvents, [], now);
}

/**
 * The same for those received from `since` to `before` whose events are there: an event and its outcome that were stored at the same
 * moment did not see each other.
 * @returns how many were settled
 */
export function settleMissed(client: PoolClient, organisationId: number, since: Date, before: Date, now: Date): Promise<number> {
  return settle(client, organisationId, `FROM pending_outcome p WHERE p.organisation_id = $1 AND p.received_at BETWEEN $2 AND $3
    AND EXISTS (SELECT FROM event WHERE organisation_id = $1 AND id = p.event_id AND system_number = p.system_number)`, [since, before], now);
}

async function settle(client: PoolClient, organisationId: number, pending: string, parameters: readonly unknown[], now: Date): Promise<number> {
  await temporaryTable(client, 'incoming_outcome', incomingOutcomeTable);
  const { rowCount } = await client.query(
    `INSERT INTO incoming_outcome (line, repeats, at, system_number, positive, event_id)
     SELECT row_number() OVER (ORDER BY p.id), row_number() OVER (PARTITION BY p.event_id ORDER BY p.id) > 1, p.at, p.system_number, p.positive, p.event_id ${pending}`,
    [organisationId, ...parameters],
  );
  if (!rowCount) return 0;
  const verdicts = await insertOutcomes(client, organisationId, rowCount);
  await countOutcomes(client, organisationId, verdicts.size === 0, now);
  await client.query(
    `DELETE FROM pending_outcome p USING incoming_outcome i
     WHERE p.organisation_id = $1 AND (p.event_id, p.system_number, p.at, p.positive) = (i.event_id, i.system_number, i.at, i.positive)
       AND EXISTS (SELECT FROM outcome o WHERE o.organisation_id = $1 AND (o.event_id, o.at, o.positive) = (i.event_id, i.at, i.positive))`,
    [organisationId],
  );
  return rowCount;
}

/** An outcome that waited in vain. */
export interface ExpiredOutcome {
  readonly systemNumber: number;
  readonly systemId: string;
  readonly kind: Actor['kind'];
  readonly actor: string;
}

/** Removes the outcomes that were received before an instant. */
export async function removeExpired(client: PoolClient, organisationId: number, before: Date): Promise<readonly ExpiredOutcome[]> {
  const { rows } = await client.query<ExpiredOutcome>(
    `DELETE FROM pending_outcome WHERE organisation_id = $1 AND received_at < $2 RETURNING system_number AS "systemNumber",
       (SELECT id FROM system s WHERE s.organisation_id = $1 AND s.number = system_number) AS "systemId", actor_kind AS kind, actor`,
    [organisationId, before],
  );
  return rows;
}
