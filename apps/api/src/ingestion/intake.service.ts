import { Injectable } from '@nestjs/common';
import { FineprintError } from '#libs/wire/errors.js';
import type { Refusal } from '#libs/wire/event-row.js';
import type { BatchReport, IngestReport } from '#libs/wire/events.js';
import { unstorableAt, unstorableText } from '#libs/wire/json-text.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { failureOf } from '../http/problem.filter.js';
import { bytesOf, formatOf, type StreamedBody } from './body-bytes.js';
import type { ChunkReport, Intake, OpenChunk } from './chunk.js';
import { csvChunks } from './csv-chunks.js';
import { ndjsonChunks } from './ndjson-chunks.js';
import { Tally } from './tally.js';
import { newTurns, type Turn } from './turns.js';

/** Takes in events and outcomes: each item is accepted, a duplicate, or rejected with the reason. */
@Injectable()
export class IntakeService {
  constructor(private readonly clock: Clock) {}

  /** One item or a list, in one transaction; the answer has a result for each. */
  async batch<Row>(actor: Actor, intake: Intake<Row>, body: unknown): Promise<BatchReport> {
    const items = Array.isArray(body) ? (body as readonly unknown[]) : [body];
    const chunk = intake.newChunk(actor);
    const nowMs = this.clock.now().getTime();
    for (const [at, item] of items.entries()) chunk.add(refusedText(item, at + 1) ?? intake.ofValue(item, at + 1, nowMs));
    const stored = await chunk.store('batch', newTurns()());
    const tally = new Tally();
    tally.add(stored);
    return { ...tally.report(), results: resultsOf(items, intake.kind, stored) };
  }

  /** A stream of any length. While chunks are being stored, the next one is read; never more than three are held. */
  async stream<Row>(actor: Actor, intake: Intake<Row>, body: StreamedBody): Promise<IngestReport> {
    const format = formatOf(body.headers);
    const bytes = bytesOf(body);
    const now = (): number => this.clock.now().getTime();
    const newChunk = () => intake.newChunk(actor);
    const chunks = format === 'csv' ? csvChunks(bytes, intake, newChunk, now) : ndjsonChunks(bytes, intake.newLineReader(), newChunk, now);
    const nextTurn = newTurns();
    const tally = new Tally();
    const storing: Promise<void>[] = [];
    try {
      for await (const chunk of chunks) {
        if (storing.length === chunksStoredAtOnce) await storing.shift();
        storing.push(stored(body, chunk, format, nextTurn(), tally, storing.at(-1)));
      }
      await Promise.all(storing);
    } catch (error) {
      await Promise.allSettled(storing);
      throw brokenOff(error, tally);
    }
    return tally.report();
  }
}

/** The body was parsed without a look at texts, so that one event does not refuse the others. What it names cannot be looked up. */
function refusedText(item: unknown, line: number): Refusal | undefined {
  const pointer = unstorableText(item);
  return pointer === undefined ? undefined : { line, id: null, system: null, field: null, code: 'NOT_JSON', detail: unstorableAt(pointer).slice(0, 300).toWellFormed() };
}

/** Two: the rows of one are copied over while those of the other are inserted and made durable. */
const chunksStoredAtOnce = 2;

// Counted in the order of the lines, whichever is durable first.
function stored(body: StreamedBody, chunk: OpenChunk<unknown>, source: string, turn: Turn, tally: Tally, before: Promise<void> | undefined): Promise<void> {
  const storing = body
    .mayGoOn()
    .then(() => chunk.store(source, turn))
    .finally(turn.pass)
    .then(async (report) => {
      await before?.catch(() => undefined);
      tally.add(report);
    })
    // Told apart here: a connection to the database breaks with the same codes as the sender's.
    .catch((error: unknown) => Promise.reject(failureOf(error)));
  // Awaited later; without a handler until then, a failure would end the process.
  storing.catch(() => undefined);
  return storing;
}

function resultsOf(items: readonly unknown[], kind: 'event' | 'outcome', stored: ChunkReport): BatchReport['results'] {
  const rejections = new Map(stored.rejections.map((rejection) => [rejection.line, rejection]));
  const duplicates = new Set(stored.duplicates);
  return items.map((item, at) => {
    const line = at + 1;
    const rejection = rejections.get(line) ?? null;
    const key: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, kind === 'event' ? 'id' : 'event') : null;
    const id = rejection ? rejection.id : typeof key === 'string' ? key : null;
    return { line, id, result: rejection ? ('rejected' as const) : duplicates.has(line) ? ('duplicate' as const) : ('accepted' as const), rejection };
  });
}

// Whatever ended it, the answer says what stays; a damaged packing is the sender's fault, not ours.
function brokenOff(error: unknown, tally: Tally): FineprintError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isCutOff = code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET';
  const failure = isCutOff ? new FineprintError('MALFORMED', 'The body is damaged or was cut off.') : failureOf(error);
  const stop = failure.detail.endsWith('.') ? '' : '.';
  return new FineprintError(failure.code, `${failure.detail}${stop} ${tally.inWords()}`, failure.faults, failure.retryAfterSeconds, { cause: failure.cause ?? error });
}
