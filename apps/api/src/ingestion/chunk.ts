import type { Refusal } from '#libs/wire/event-row.js';
import type { Rejection } from '#libs/wire/events.js';
import type { Actor } from '../http/actor.js';
import type { Turn } from './turns.js';

/** Lines of one request that are stored together: all of their accepted rows, or none. */
export interface OpenChunk<Row> {
  /** Items added so far. */
  readonly sent: number;
  add(item: Row | Refusal): void;
  /** Closes the chunk. `source` names the door it came in by; its rows go into the table when it is its turn, so that earlier lines come first. */
  store(source: string, turn: Turn): Promise<ChunkReport>;
}

/** What became of a chunk: every line that is neither a duplicate nor rejected was accepted. */
export interface ChunkReport {
  readonly sent: number;
  readonly accepted: number;
  /** Accepted outcomes whose events are not there yet. */
  readonly pending: number;
  /** Accepted outcomes that contradict an earlier one. */
  readonly restated: number;
  /** Lines that were stored before with the same content. */
  readonly duplicates: readonly number[];
  readonly rejections: readonly Rejection[];
}

/** Reads the line between `start` and `end` of a text. */
export type LineReader<Row> = (text: string, start: number, end: number, line: number, nowMs: number) => Row | Refusal;

/** A kind of thing that can be sent: how one is read, and where it goes. */
export interface Intake<Row> {
  readonly kind: 'event' | 'outcome';
  ofValue(value: unknown, line: number, nowMs: number): Row | Refusal;
  newLineReader(): LineReader<Row>;
  newChunk(actor: Actor): OpenChunk<Row>;
}

export const linesPerChunk = 10_000;

/** What the sender is told of a refused item. */
export function toRejection({ line, id, field, code, detail }: Refusal): Rejection {
  return { line, id, field, code, detail };
}
