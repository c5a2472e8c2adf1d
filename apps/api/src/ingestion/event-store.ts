import { Injectable } from '@nestjs/common';
import { eventRowOf, type EventRow } from '#libs/wire/event-row.js';
import { newEventScanner } from '#libs/wire/event-scan.js';
import { readEventLine } from '#libs/wire/ingest-line.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import type { Intake, LineReader, OpenChunk } from './chunk.js';
import { emptyCounts, newCounts, type ChunkCounts } from './chunk-counts.js';
import { emptied, newCopyBuffer, type CopyBuffer } from './copy-buffer.js';
import { Dictionaries } from './dictionaries.js';
import { EventChunk, type EventDoor } from './event-chunk.js';
import { StoredBatches } from './stored-batches.js';

/** After an event that was known already, this many chunks of the organisation are looked at id by id before the quick way is tried again. */
const carefulChunks = 20;

// A chunk's buffer is some megabytes: made anew for each chunk, they would pile up until the next garbage collection.
const buffersKept = 4;
const largestBufferKept = 8 * 1_048_576;
const mostKeysKept = 262_144;
const firstBufferBytes = 16_384;

/** Stores events: each once, folded into the interval of its hour, in one transaction with its batch and log entry. */
@Injectable()
export class EventStore implements Intake<EventRow>, EventDoor {
  readonly kind = 'event';
  readonly ofValue = eventRowOf;
  private readonly careful = new Map<number, number>();
  private readonly spareBuffers: CopyBuffer[] = [];
  private readonly spareCounts: ChunkCounts[] = [];

  constructor(
    readonly database: Database,
    readonly dictionaries: Dictionaries,
    readonly clock: Clock,
    readonly batches: StoredBatches,
  ) {}

  newLineReader(): LineReader<EventRow> {
    const scanner = newEventScanner();
    return (text, start, end, line, nowMs) => readEventLine(scanner, text, start, end, line, nowMs);
  }

  newChunk(actor: Actor): OpenChunk<EventRow> {
    return new EventChunk(this, actor);
  }

  lendBuffer(): CopyBuffer {
    return this.spareBuffers.pop() ?? newCopyBuffer(firstBufferBytes);
  }

  takeBackBuffer(buffer: CopyBuffer): void {
    if (this.spareBuffers.length < buffersKept && buffer.bytes.length <= largestBufferKept) this.spareBuffers.push(emptied(buffer));
  }

  lendCounts(): ChunkCounts {
    return this.spareCounts.pop() ?? newCounts();
  }

  takeBackCounts(counts: ChunkCounts): void {
    if (this.spareCounts.length >= buffersKept || counts.fold.keys.length > mostKeysKept) return;
    emptyCounts(counts);
    this.spareCounts.push(counts);
  }

  expectsFresh(organisationId: number): boolean {
    const left = this.careful.get(organisationId);
    if (left === undefined) return true;
    if (left > 1) this.careful.set(organisationId, left - 1);
    else this.careful.delete(organisationId);
    return false;
  }

  sawKnown(organisationId: number): void {
    this.careful.set(organisationId, carefulChunks);
  }
}
