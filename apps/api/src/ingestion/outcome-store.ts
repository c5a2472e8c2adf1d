import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { outcomeRowOf, type OutcomeRow, type Refusal } from '#libs/wire/event-row.js';
import { outcomeOfLine } from '#libs/wire/ingest-line.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { recordBatch } from './batch-record.js';
import { ChunkQuality } from './chunk-quality.js';
import { toRejection, type ChunkReport, type Intake, type LineReader, type OpenChunk } from './chunk.js';
import { finished, newCopyBuffer, putBoolean, putInstant, putInt, putUuid, startRow } from './copy-buffer.js';
import { copyInto } from './copy-into.js';
import { countedColumns } from './counted-rows.js';
import { Dictionaries } from './dictionaries.js';
import { identityOf } from './event-identity.js';
import { refused } from './event-placement.js';
import { foldOutcomes } from './outcome-fold.js';
import { storeQuality } from './quality-rows.js';
import { StoredBatches } from './stored-batches.js';
import type { Turn } from './turns.js';

interface PlacedOutcome {
  readonly row: OutcomeRow;
  readonly uuid: string;
  readonly systemNumber: number;
}

type Verdict = 'same' | 'other' | 'no event';

const incomingOutcomeTable = `CREATE TEMP TABLE incoming_outcome
  (line int, repeats boolean, at timestamptz, system_number int, positive boolean, event_id uuid) ON COMMIT DELETE ROWS`;

// Looked up id by id (OFFSET keeps the planner from rearranging it): tables without statistics make it guess, and a wrong guess joins
// every event with every line. The system is compared outside, or the index by system and time looks as good to it as the primary key.
const eventOf = `LATERAL (SELECT * FROM (SELECT * FROM event WHERE organisation_id = $1 AND id = i.event_id OFFSET 0) AS found
  WHERE found.system_number = i.system_number) AS e`;
const outcomeOf = `LATERAL (SELECT *, xmin = pg_current_xact_id()::xid AS is_new FROM outcome WHERE organisation_id = $1 AND event_id = i.event_id OFFSET 0) AS o`;

const insertOutcomes = `INSERT INTO outcome (organisation_id, at, system_number, positive, event_id)
  SELECT $1, i.at, i.system_number, i.positive, i.event_id FROM incoming_outcome i CROSS JOIN ${eventOf}
  WHERE NOT i.repeats ORDER BY i.event_id ON CONFLICT DO NOTHING`;

const newOutcomes = `SELECT ${countedColumns('e')}, e.system_number, o.positive FROM incoming_outcome i CROSS JOIN ${outcomeOf} CROSS JOIN ${eventOf}
  WHERE NOT i.repeats AND o.is_new`;

const compareOutcomes = `SELECT i.line, CASE WHEN o.event_id IS NULL OR e.id IS NULL THEN 'no event'
    WHEN (o.at, o.positive) IS NOT DISTINCT FROM (i.at, i.positive) THEN 'same' ELSE 'other' END AS verdict
  FROM incoming_outcome i LEFT JOIN ${eventOf} ON true LEFT JOIN ${outcomeOf} ON true
  WHERE i.repeats OR o.event_id IS NULL OR e.id IS NULL OR NOT o.is_new`;

/** Stores outcomes: each once, counted in the hour of its event, in one transaction with its batch and log entry. */
@Injectable()
export class OutcomeStore implements Intake<OutcomeRow> {
  readonly kind = 'outcome';
  readonly ofValue = outcomeRowOf;

  constructor(
    private readonly database: Database,
    private readonly dictionaries: Dictionaries,
    private readonly clock: Clock,
    private readonly batches: StoredBatches,
  ) {}

  newLineReader(): LineReader<OutcomeRow> {
    return (text, start, end, line, nowMs) => outcomeOfLine(text.slice(start, end), line, nowMs);
  }

  newChunk(actor: Actor): OpenChunk<OutcomeRow> {
    const rows: OutcomeRow[] = [];
    const rejections: Refusal[] = [];
    return {
      get sent() {
        return rows.length + rejections.length;
      },
      add: (item) => void ('code' in item ? rejections.push(item) : rows.push(item)),
      store: (source, turn) => this.store(actor, rows, rejections, source, turn),
    };
  }

  private async store(actor: Actor, rows: readonly OutcomeRow[], unread: readonly Refusal[], source: string, turn: Turn): Promise<ChunkReport> {
    const { organisationId } = actor;
    const sent = rows.length + unread.length;
    const quality = new ChunkQuality(this.clock.now().getTime());
    const { placed, homeless } = await this.place(organisationId, rows, unread);
    const result = await this.database.inIngest(organisationId, async (client) => {
      await copyInto(client, 'incoming_outcome', incomingOutcomeTable, copyOfOutcomes(placed));
      await turn.come;
      const verdicts = await insert(client, organisationId, placed.length);
      turn.pass();
      const accepted = placed.filter(({ row }) => !verdicts.has(row.line));
      if (accepted.length > 0) await foldOutcomes(client, organisationId, newOutcomes.replaceAll('$1', String(organisationId)), this.clock.now());
      const duplicates = [...verdicts].filter(([, verdict]) => verdict === 'same').map(([line]) => line);
      const counts = { sent, accepted: accepted.length, duplicate: duplicates.length, rejected: sent - accepted.length - duplicates.length };
      const ids = Buffer.from(accepted.map(({ uuid }) => uuid.replaceAll('-', '')).join(''), 'hex');
      await recordBatch(client, actor, { kind: 'outcome', source, ...counts, ids }, this.clock.now());
      const refusals = refusalsOf(placed, verdicts);
      quality.refusals([...unread, ...homeless, ...refusals], this.dictionaries.of(organisationId).systems);
      for (const { row, systemNumber } of placed) {
        const verdict = verdicts.get(row.line);
        if (verdict === undefined) quality.add(systemNumber, 'accepted');
        if (verdict === 'same') quality.add(systemNumber, 'duplicate');
        quality.time(systemNumber, row.timeMs);
      }
      await storeQuality(client, actor, 'outcome', quality, this.clock.now());
      return { accepted, duplicates, refusals };
    });
    this.batches.announce(organisationId, new Set(result.accepted.map(({ systemNumber }) => systemNumber)));
    return { sent, accepted: result.accepted.length, duplicates: result.duplicates, rejections: [...unread, ...homeless, ...result.refusals].map(toRejection) };
  }

  private async place(organisationId: number, rows: readonly OutcomeRow[], unread: readonly Refusal[]): Promise<{ readonly placed: readonly PlacedOutcome[]; readonly homeless: readonly Refusal[] }> {
    const vocabulary = this.dictionaries.of(organisationId);
    await this.dictionaries.learnSystems(organisationId, vocabulary, new Set([...rows, ...unread].flatMap(({ system }) => system ?? [])));
    const { systems } = vocabulary;
    const placed: PlacedOutcome[] = [];
    const homeless: Refusal[] = [];
    for (const row of rows) {
      const systemNumber = systems.get(row.system);
      if (systemNumber === undefined) homeless.push(refused(row, 'system', 'SYSTEM_UNKNOWN', `there is no system "${row.system}"`));
      else placed.push({ row, uuid: identityOf(row.system, row.id).uuid.toLowerCase(), systemNumber });
    }
    return { placed, homeless };
  }
}

/** The lines that were not stored, and why. */
async function insert(client: PoolClient, organisationId: number, count: number): Promise<ReadonlyMap<number, Verdict>> {
  const inserted = await client.query(insertOutcomes, [organisationId]);
  if (inserted.rowCount === count) return new Map();
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

function refusalsOf(placed: readonly PlacedOutcome[], verdicts: ReadonlyMap<number, Verdict>): Refusal[] {
  return placed.flatMap(({ row }) => {
    const verdict = verdicts.get(row.line);
    if (verdict === 'other') return [refused(row, 'event', 'CONTENT_CONFLICT', 'another outcome of this event is stored already')];
    return verdict === 'no event' ? [refused(row, 'event', 'EVENT_UNKNOWN', 'the system has no event with this id')] : [];
  });
}
