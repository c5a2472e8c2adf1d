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
import { copyInto } from './copy-into.js';
import { Dictionaries } from './dictionaries.js';
import { copyOfOutcomes, type PlacedOutcome } from './outcome-copy.js';
import { countOutcomes, incomingOutcomeTable, insertOutcomes, type OutcomeVerdict } from './outcome-rows.js';
import { placeOutcomes } from './outcome-placement.js';
import { keepPending } from './pending-rows.js';
import { storeQuality } from './quality-rows.js';
import { StoredBatches } from './stored-batches.js';
import type { Turn } from './turns.js';

/** What became of an outcome. Restated and pending ones are accepted too. */
type Fate = 'stored' | 'restated' | 'pending' | 'duplicate' | 'refused';

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
    const now = this.clock.now();
    const vocabulary = this.dictionaries.of(organisationId);
    await this.dictionaries.learnSystems(organisationId, vocabulary, new Set([...rows, ...unread].flatMap(({ system }) => system ?? [])));
    const { placed, homeless } = placeOutcomes(rows, vocabulary.systems);
    const report = await this.database.inIngest(organisationId, async (client) => {
      await copyInto(client, 'incoming_outcome', incomingOutcomeTable, copyOfOutcomes(placed));
      await turn.come;
      const fates = await this.insert(client, actor, placed, now);
      turn.pass();
      const refusals = [...unread, ...homeless, ...placed.filter((_, at) => fates[at] === 'refused').map(({ row }) => ofOtherSystem(row))];
      const report = reportOf(placed, fates, refusals);
      const { sent, accepted, duplicates } = report;
      const counts = { sent, accepted, duplicate: duplicates.length, rejected: refusals.length };
      await recordBatch(client, actor, { kind: 'outcome', source, ...counts, ids: idsOf(placed, fates) }, now);
      const quality = qualityOf(placed, fates, now);
      quality.refusals(refusals, vocabulary.systems);
      await storeQuality(client, actor, 'outcome', quality, now);
      return report;
    });
    this.batches.announce(organisationId, new Set(placed.map(({ systemNumber }) => systemNumber)));
    return report;
  }

  private async insert(client: PoolClient, actor: Actor, placed: readonly PlacedOutcome[], now: Date): Promise<readonly Fate[]> {
    if (placed.length === 0) return [];
    const { organisationId } = actor;
    const verdicts = await insertOutcomes(client, organisationId, placed.length);
    await countOutcomes(client, organisationId, verdicts.size === 0, now);
    const waiting = [...verdicts].filter(([, verdict]) => verdict === 'no event').map(([line]) => line);
    const kept = waiting.length === 0 ? new Set<number>() : await keepPending(client, actor, waiting, now);
    return placed.map(({ row }) => fateOf(verdicts.get(row.line), kept.has(row.line)));
  }
}

function fateOf(verdict: OutcomeVerdict | undefined, isKept: boolean): Fate {
  if (verdict === undefined) return 'stored';
  if (verdict === 'no event') return isKept ? 'pending' : 'duplicate';
  if (verdict === 'restated') return 'restated';
  return verdict === 'same' ? 'duplicate' : 'refused';
}

function isAccepted(fate: Fate | undefined): boolean {
  return fate === 'stored' || fate === 'restated' || fate === 'pending';
}

function reportOf(placed: readonly PlacedOutcome[], fates: readonly Fate[], refusals: readonly Refusal[]): ChunkReport {
  const duplicates = placed.filter((_, at) => fates[at] === 'duplicate').map(({ row }) => row.line);
  const accepted = fates.filter(isAccepted).length;
  return {
    sent: accepted + duplicates.length + refusals.length,
    accepted,
    pending: fates.filter((fate) => fate === 'pending').length,
    restated: fates.filter((fate) => fate === 'restated').length,
    duplicates,
    rejections: refusals.map(toRejection),
  };
}

function idsOf(placed: readonly PlacedOutcome[], fates: readonly Fate[]): Buffer {
  const uuids = placed.filter((_, at) => isAccepted(fates[at])).map(({ uuid }) => uuid.replaceAll('-', ''));
  return Buffer.from(uuids.join(''), 'hex');
}

function qualityOf(placed: readonly PlacedOutcome[], fates: readonly Fate[], now: Date): ChunkQuality {
  const quality = new ChunkQuality(now.getTime());
  for (const [at, { row, systemNumber }] of placed.entries()) {
    const fate = fates[at];
    quality.time(systemNumber, row.timeMs);
    if (isAccepted(fate)) quality.add(systemNumber, 'accepted');
    if (fate === 'duplicate') quality.add(systemNumber, 'duplicate');
    if (fate === 'pending') quality.add(systemNumber, 'outcome-pending');
    if (fate === 'restated') quality.add(systemNumber, 'outcome-restated');
  }
  return quality;
}

function ofOtherSystem({ line, id, system }: OutcomeRow): Refusal {
  return { line, id, system, field: 'event', code: 'EVENT_UNKNOWN', detail: 'the event with this id belongs to another system' };
}
