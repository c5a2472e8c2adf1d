import type { PoolClient } from 'pg';
import type { EventRow, Refusal } from '#libs/wire/event-row.js';
import type { Rejection } from '#libs/wire/events.js';
import type { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import type { Clock } from '../http/clock.js';
import { recordBatch } from './batch-record.js';
import { toRejection, type ChunkReport, type OpenChunk } from './chunk.js';
import { type ChunkCounts, countEvent, storeCounts } from './chunk-counts.js';
import { ChunkQuality } from './chunk-quality.js';
import { finished, type CopyBuffer } from './copy-buffer.js';
import type { Dictionaries } from './dictionaries.js';
import { putEvent } from './event-copy.js';
import { fillCounted } from './event-counting.js';
import { copyEvents, storeIfFresh, storeMissing, type Known } from './event-insert.js';
import { placementIn, refusalOf, unknownOf } from './event-placement.js';
import { hasPending, settleIncoming } from './pending-rows.js';
import { storeQuality } from './quality-rows.js';
import type { StoredBatches } from './stored-batches.js';
import type { Turn } from './turns.js';
import type { Vocabulary } from './vocabulary.js';

/** What storing events needs of the server. */
export interface EventDoor {
  readonly database: Database;
  readonly dictionaries: Dictionaries;
  readonly clock: Clock;
  readonly batches: StoredBatches;
  /** Whether chunks of this organisation are new as a rule. */
  expectsFresh(organisationId: number): boolean;
  sawKnown(organisationId: number): void;
  lendBuffer(): CopyBuffer;
  takeBackBuffer(buffer: CopyBuffer): void;
  lendCounts(): ChunkCounts;
  takeBackCounts(counts: ChunkCounts): void;
}

/**
 * Events on their way to be stored. Each is encoded and folded the moment it is added, so that a chunk holds bytes instead
 * of ten thousand objects; from the first event on whose words are not in the vocabulary yet, events wait until `store`.
 */
export class EventChunk implements OpenChunk<EventRow> {
  private readonly rejections: Refusal[] = [];
  private readonly waiting: EventRow[] = [];
  private readonly copy: CopyBuffer;
  private readonly vocabulary: Vocabulary;
  private readonly counts: ChunkCounts;
  private readonly lines: number[] = [];
  private readonly uuidsAt: number[] = [];
  private readonly quality: ChunkQuality;

  constructor(
    private readonly door: EventDoor,
    private readonly actor: Actor,
  ) {
    this.copy = door.lendBuffer();
    this.counts = door.lendCounts();
    this.quality = new ChunkQuality(door.clock.now().getTime());
    this.vocabulary = door.dictionaries.of(actor.organisationId);
  }

  get sent(): number {
    return this.lines.length + this.waiting.length + this.rejections.length;
  }

  add(item: EventRow | Refusal): void {
    if ('code' in item) this.rejections.push(item);
    else if (this.waiting.length > 0 || !this.encode(item)) this.waiting.push(item);
  }

  async store(source: string, turn: Turn): Promise<ChunkReport> {
    const { sent } = this;
    const { organisationId } = this.actor;
    await this.encodeWaiting();
    await this.noticeRefusals();
    const bytes = finished(this.copy);
    const { known, accepted } = await this.door.database.inIngest(organisationId, async (client) => {
      await this.door.dictionaries.forgetStaleSlices(client, organisationId, this.vocabulary);
      if (this.lines.length > 0) await copyEvents(client, bytes);
      await turn.come;
      const { known, counts } = await this.insert(client, organisationId);
      turn.pass();
      if (this.lines.length > 0 && (await hasPending(client, organisationId))) await settleIncoming(client, organisationId, this.door.clock.now());
      await storeCounts(client, organisationId, counts, this.door.clock.now());
      const ids = this.idsWithout(known);
      const duplicate = known.filter(({ same }) => same).length;
      const accepted = this.lines.length - known.length;
      const rejected = sent - accepted - duplicate;
      await recordBatch(client, this.actor, { kind: 'event', source, sent, accepted, duplicate, rejected, ids }, this.door.clock.now());
      this.noticeStored(known);
      await storeQuality(client, this.actor, 'event', this.quality, this.door.clock.now());
      return { known, accepted };
    });
    this.door.takeBackBuffer(this.copy);
    if (known.length > 0) this.door.sawKnown(organisationId);
    if (accepted > 0) this.door.batches.announce(organisationId, this.counts.systems.values());
    this.door.takeBackCounts(this.counts);
    return { sent, accepted, pending: 0, restated: 0, duplicates: known.filter(({ same }) => same).map(({ line }) => line), rejections: [...this.rejections.map(toRejection), ...conflictsOf(known)] };
  }

  private async insert(client: PoolClient, organisationId: number): Promise<{ readonly known: readonly Known[]; readonly counts: ChunkCounts }> {
    if (this.lines.length === 0) return { known: [], counts: this.counts };
    const isFresh = this.door.expectsFresh(organisationId) && (await storeIfFresh(client, organisationId));
    return isFresh ? { known: [], counts: this.counts } : storeMissing(client, organisationId);
  }

  private encode(row: EventRow): boolean {
    const placement = placementIn(this.vocabulary, row);
    if (placement === undefined) return false;
    if ('code' in placement) {
      this.rejections.push(placement);
      return true;
    }
    this.uuidsAt.push(putEvent(this.copy, row, placement));
    this.lines.push(row.line);
    this.quality.event(row, placement);
    fillCounted(this.counts.event, row, placement);
    countEvent(this.counts, placement.systemNumber);
    return true;
  }

  private async encodeWaiting(): Promise<void> {
    const { dictionaries } = this.door;
    const rows = this.waiting.splice(0);
    if (rows.length === 0) return;
    await dictionaries.learnSystems(this.actor.organisationId, this.vocabulary, new Set(rows.map(({ system }) => system)));
    const unknown = unknownOf(this.vocabulary, rows);
    if (unknown.length > 0) await dictionaries.register(this.actor, this.vocabulary, unknown);
    for (const row of rows) if (!this.encode(row)) this.rejections.push(refusalOf(this.vocabulary, row));
  }

  private async noticeRefusals(): Promise<void> {
    const named = this.rejections.flatMap(({ system }) => (system === null ? [] : [system]));
    await this.door.dictionaries.learnSystems(this.actor.organisationId, this.vocabulary, named);
    this.quality.refusals(this.rejections, this.vocabulary.systems);
  }

  private noticeStored(known: readonly Known[]): void {
    for (const [version, { events }] of this.quality.versions) this.quality.add(this.counts.systems.get(version)!, 'accepted', events);
    for (const { systemNumber, same } of known) {
      this.quality.add(systemNumber, 'accepted', -1);
      this.quality.add(systemNumber, same ? 'duplicate' : 'CONTENT_CONFLICT');
    }
  }

  /** The UUIDs of the accepted events, 16 bytes each, in the order of their lines. */
  private idsWithout(known: readonly Known[]): Buffer {
    const left = new Set(known.map(({ line }) => line));
    const ids = Buffer.allocUnsafe((this.lines.length - known.length) * 16);
    let to = 0;
    for (const [index, line] of this.lines.entries()) {
      if (left.size > 0 && left.has(line)) continue;
      const from = this.uuidsAt[index]!;
      for (let byte = 0; byte < 16; byte += 1) ids[to++] = this.copy.bytes[from + byte]!;
    }
    return ids;
  }
}

function conflictsOf(known: readonly Known[]): Rejection[] {
  return known
    .filter(({ same }) => !same)
    .map(({ line, id }) => ({ line, id, field: 'id', code: 'CONTENT_CONFLICT', detail: 'an event with this id and other content is stored already' }));
}
