import type { PoolClient } from 'pg';
import { countedColumns } from './counted-rows.js';
import { foldOutcomes } from './outcome-fold.js';

/** Outcomes on their way to be stored. `repeats`: an earlier line is of the same event. */
export const incomingOutcomeTable = `CREATE TEMP TABLE incoming_outcome
  (line int, repeats boolean, at timestamptz, system_number int, positive boolean, event_id uuid) ON COMMIT DELETE ROWS`;

/** What became of a line that was not simply stored. */
export type OutcomeVerdict = 'restated' | 'same' | 'no event' | 'other system';

// Looked up id by id (OFFSET keeps the planner from rearranging it): tables without statistics make it guess, and a wrong guess joins
// every event with every line. The system is compared outside, or the index by system and time looks as good to it as the primary key.
const eventOf = `LATERAL (SELECT * FROM (SELECT * FROM event WHERE organisation_id = $1 AND id = i.event_id OFFSET 0) AS found
  WHERE found.system_number = i.system_number) AS e`;
const outcomesOf = (columns: string): string => `LATERAL (SELECT ${columns} FROM (SELECT *, xmin = pg_current_xact_id()::xid AS is_new
  FROM outcome WHERE organisation_id = $1 AND event_id = i.event_id OFFSET 0) AS stored`;

const insertFirst = `INSERT INTO outcome (organisation_id, at, system_number, positive, event_id)
  SELECT $1, i.at, i.system_number, i.positive, i.event_id FROM incoming_outcome i CROSS JOIN ${eventOf}
  WHERE NOT i.repeats ORDER BY i.event_id ON CONFLICT DO NOTHING`;

// An outcome that was stored at any time is not new, even when another one followed: so that a file may be sent again.
const insertRestated = `INSERT INTO outcome (organisation_id, at, system_number, positive, event_id, sequence)
  SELECT $1, at, system_number, positive, event_id, last + row_number() OVER (PARTITION BY event_id ORDER BY line) FROM (
    SELECT DISTINCT ON (i.event_id, i.at, i.positive) i.line, i.at, i.system_number, i.positive, i.event_id, o.last
    FROM incoming_outcome i CROSS JOIN ${eventOf}
    CROSS JOIN ${outcomesOf('max(sequence) AS last, bool_or((at, positive) = (i.at, i.positive)) AS is_known')}) AS o
    WHERE NOT o.is_known ORDER BY i.event_id, i.at, i.positive, i.line) AS contradicting`;

// An event that came in between the statements counts as one that is not there yet: its outcome waits, and is stored within a minute.
const judgeOutcomes = `SELECT i.line, CASE
    WHEN e.id IS NULL THEN CASE WHEN elsewhere.is_there THEN 'other system' ELSE 'no event' END
    WHEN o.sequence IS NULL THEN 'no event'
    WHEN i.nth > 1 OR NOT o.is_new THEN 'same' ELSE 'restated' END AS verdict
  FROM (SELECT *, row_number() OVER (PARTITION BY event_id, at, positive ORDER BY line) AS nth FROM incoming_outcome) AS i
  LEFT JOIN ${eventOf} ON true
  LEFT JOIN ${outcomesOf('sequence, is_new')} WHERE (at, positive) = (i.at, i.positive) LIMIT 1) AS o ON true
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM event WHERE organisation_id = $1 AND id = i.event_id) AS is_there) AS elsewhere
  WHERE i.nth > 1 OR e.id IS NULL OR o.sequence IS NULL OR o.sequence > 1 OR NOT o.is_new`;

const counted = `${countedColumns('e')}, e.system_number`;
const firstOutcomes = `SELECT ${counted}, i.positive, NULL::boolean FROM incoming_outcome i CROSS JOIN ${eventOf}`;
const changedOutcomes = `SELECT ${counted}, o.positive, earlier.positive
  FROM (SELECT DISTINCT event_id, system_number FROM incoming_outcome) AS i CROSS JOIN ${eventOf}
  CROSS JOIN ${outcomesOf('positive')} ORDER BY sequence DESC LIMIT 1) AS o
  LEFT JOIN ${outcomesOf('positive')} WHERE NOT is_new ORDER BY sequence DESC LIMIT 1) AS earlier ON true
  WHERE o.positive IS DISTINCT FROM earlier.positive`;

/** Stores the incoming outcomes, `count` of them. @returns the lines that were not simply stored, and what became of them */
export async function insertOutcomes(client: PoolClient, organisationId: number, count: number): Promise<ReadonlyMap<number, OutcomeVerdict>> {
  const { rowCount } = await client.query(insertFirst, [organisationId]);
  if (rowCount === count) return new Map();
  // One at a time, so that two restatements of one event do not take the same number. Nothing after this waits for rows of others.
  await client.query('SELECT pg_advisory_xact_lock(hashtext($1), $2)', ['fineprint restating', organisationId]);
  await client.query(insertRestated, [organisationId]);
  const { rows } = await client.query<{ line: number; verdict: OutcomeVerdict }>(judgeOutcomes, [organisationId]);
  return new Map(rows.map(({ line, verdict }) => [line, verdict]));
}

/** Counts what was stored in the hours of the events; the outcome that counted before is taken back. `isFirst`: every one is the first of its event. */
export async function countOutcomes(client: PoolClient, organisationId: number, isFirst: boolean, now: Date): Promise<void> {
  await foldOutcomes(client, organisationId, (isFirst ? firstOutcomes : changedOutcomes).replaceAll('$1', String(organisationId)), now);
}
