import { Injectable } from '@nestjs/common';
import { eventRowOf, type EventRow } from '#libs/wire/event-row.js';
import { newEventScanner } from '#libs/wire/event-scan.js';
import { readEventLine } from '#libs/wire/ingest-line.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import type { Intake, LineReader, OpenChunk } from './chunk.js';
import { Dictionaries } from './dictionaries.js';
import { EventChunk, type EventDoor } from './event-chunk.js';
import { StoredBatches } from './stored-batches.js';

/** After an event that was known already, this many chunks of the organisation are looked at id by id before the quick way is tried again. */
const carefulChunks = 20;

/** Stores events: each once, folded into the interval of its hour, in one transaction with its batch and log entry. */
@Injectable()
export class EventStore implements Intake<EventRow>, EventDoor {
  readonly kind = 'event';
  readonly ofValue = eventRowOf;
  private readonly careful = new Map<number, number>();

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
