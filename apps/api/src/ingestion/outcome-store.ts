import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { outcomeRowOf, type OutcomeRow } from '#libs/wire/event-row.js';
import type { Rejection } from '#libs/wire/events.js';
import { outcomeOfLine } from '#libs/wire/ingest-line.js';
import { deltasOf, foldOutcome, newFold } from '#libs/measurement/interval-fold.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { recordBatch } from './batch-record.js';
import type { Chunk, Intake, LineReader, StoredChunk } from './chunk.js';
import { finished, newCopyBuffer, putBoolean, putInstant, putInt, putUuid, startRow } from './copy-buffer.js';
import { copyInto } from './copy-into.js';
import { Dictionaries } from './dictionaries.js';
import { identityOf } from './event-identity.js';
import { refused } from './event-placement.js';
import { storeIntervals } from './interval-rows.js';
import { StoredBatches } from './stored-batches.js';

interface PlacedOutcome {
  readonly row: OutcomeRow;
  readonly uuid: string;
  readonly systemNumber: number;
}

interface OutcomeGroup {
  readonly systemNumber: number;
  readonly versionNumber: number;
  readonly hourMs: number;
  readonly decision: boolean | null;
  readonly positive: boolean;
  readonly count: number;
}

type Verdict = 'same' | 'other' | 'no event';

const incomingOutcomeTable = `CREATE TEMP TABLE incoming_outcome
  (line int, repeats boolean, at timestamptz, system_number int, positive boolean, event_id uuid) ON COMMIT DELETE ROWS`;

const insertOutcomes = `INSERT INTO outcome (organisation_id, at, system_number, positive, event_id)
  SELECT $1, i.at, i.system_number, i.positive, i.event_id
  FROM incoming_outcome i JOIN event e ON e.organisation_id = $1 AND e.id = i.event_id AND e.system_number = i.system_number
  WHERE NOT i.repeats ORDER BY i.event_id ON CONFLICT DO NOTHING`;

const groupOutcomes = `SELECT e.system_number AS "systemNumber", e.version_number AS "versionNumber", e.decision, o.positive,
    (floor(extract(epoch FROM e.at) / 3600) * 3600000)::float8 AS "hourMs", count(*)::int AS count
  FROM incoming_outcome i
  JOIN outcome o ON o.organisation_id = $1 AND o.event_id = i.event_id AND o.xmin = pg_current_xact_id()::xid
  JOIN event e ON e.organisation_id = $1 AND e.id = i.event_id
  WHERE NOT i.repeats GROUP BY 1, 2, 3, 4, 5`;

const compareOutcomes = `SELECT i.line, CASE WHEN o.event_id IS NULL OR e.id IS NULL THEN 'no event'
    WHEN (o.at, o.positive) IS NOT DISTINCT FROM (i.at, i.positive) THEN 'same' ELSE 'other' END AS verdict
  FROM incoming_outcome i
  LEFT JOIN event e ON e.organisation_id = $1 AND e.id = i.event_id AND e.system_number = i.system_number
  LEFT JOIN outcome o ON o.organisation_id = $1 AND o.event_id = i.event_id
  WHERE i.repeats OR o.event_id IS NULL OR e.id IS NULL OR o.xmin <> pg_current_xact_id()::xid`;

/** Stores outcomes: each once, counted in the hour of its event, in one transaction with its batch and log entry. */
@Injectable()
export class OutcomeStore implements Intake<OutcomeRow> {
  readonly kind = 'outcome';
  readonly ofValue = outcomeRowOf;

  constructor(
    private readonly database: Database,
    private readonly dictionaries: Dictionaries,
    private readonly clock: Clock,
    private readonly stored: StoredBatches,
  ) {}

  newLineReader(): LineReader<OutcomeRow> {
    return (text, start, end, line, nowMs) => outcomeOfLine(text.slice(start, end), line, nowMs);
  }

  async store(actor: Actor, chunk: Chunk<OutcomeRow>, source: string): Promise<StoredChunk> {
    const { organisationId } = actor;
    await this.dictionaries.learnSystems(organisationId, new Set(chunk.rows.map(({ system }) => system)));
    const { systems } = this.dictionaries.of(organisationId);
    const placed: PlacedOutcome[] = [];
    const rejections: Rejection[] = [];
    for (const row of chunk.rows) {
      const systemNumber = systems.get(row.system);
      if (systemNumber === undefined) rejections.push(refused(row, 'system', 'SYSTEM_UNKNOWN', `there is no system "${row.system}"`));
      else placed.push({ row, uuid: identityOf(row.system, row.id).uuid, systemNumber });
    }

    const result = await this.database.inIngest(organisationId, async (client) => {
      const verdicts = placed.length > 0 ? await insert(client, organisationId, placed) : new Map<number, Verdict>();
      const accepted = placed.filter(({ row }) => !verdicts.has(row.line));
      if (accepted.length > 0) await fold(client, organisationId);
      const refusals = refusalsOf(placed, verdicts);
      const duplicates = [...verdicts].filter(([, verdict]) => verdict === 'same').map(([line]) => line);
      const rejected = chunk.rejections.length + rejections.length + refusals.length;
      const ids = accepted.map(({ uuid }) => uuid);
      await recordBatch(client, actor, { kind: 'outcome', source, sent: chunk.sent, ids, duplicate: duplicates.length, rejected }, this.clock.now());
      return { accepted, duplicates, refusals };
    });
    this.stored.announce(organisationId, result.accepted.map(({ systemNumber }) => systemNumber));
    return { accepted: result.accepted.length, duplicates: result.duplicates, rejections: [...rejections, ...result.refusals] };
  }
}

async function insert(client: PoolClient, organisationId: number, placed: readonly PlacedOutcome[]): Promise<ReadonlyMap<number, Verdict>> {
  await copyInto(client, 'incoming_outcome', incomingOutcomeTable, copyOfOutcomes(placed));
  const inserted = await client.query(insertOutcomes, [organisationId]);
  if (inserted.rowCount === placed.length) return new Map();
  const { rows } = await client.query<{ line: number; verdict: Verdict }>(compareOutcomes, [organisationId]);
  return new Map(rows.map(({ line, verdict }) => [line, verdict]));
}

function copyOfOutcomes(placed: readonly PlacedOutcome[]): Buffer {
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

async function fold(client: PoolClient, organisationId: number): Promise<void> {
  const { rows } = await client.query<OutcomeGroup>(groupOutcomes, [organisationId]);
  const totals = newFold();
  for (const { versionNumber, hourMs, decision, positive, count } of rows) {
    if (decision === null) continue;
    for (let counted = 0; counted < count; counted += 1) foldOutcome(totals, versionNumber, hourMs, decision, positive);
  }
  const systems = new Map(rows.map(({ versionNumber, systemNumber }) => [versionNumber, systemNumber]));
  await storeIntervals(client, organisationId, deltasOf(totals), (version) => systems.get(version)!);
}

function refusalsOf(placed: readonly PlacedOutcome[], verdicts: ReadonlyMap<number, Verdict>): Rejection[] {
  return placed.flatMap(({ row }) => {
    const verdict = verdicts.get(row.line);
    if (verdict === 'other') return [refused(row, 'event', 'CONTENT_CONFLICT', 'another outcome of this event is stored already')];
    return verdict === 'no event' ? [refused(row, 'event', 'EVENT_UNKNOWN', 'the system has no event with this id')] : [];
  });
}
