import type { Rejection } from '#libs/wire/events.js';
import type { Actor } from '../http/actor.js';
import type { Turn } from './turns.js';

/** Lines of one request that are stored together: all of their accepted rows, or none. */
export interface OpenChunk<Row> {
  /** Items added so far. */
  readonly sent: number;
  add(item: Row | Rejection): void;
  /** Closes the chunk. `source` names the door it came in by; its rows go into the table when it is its turn, so that earlier lines come first. */
  store(source: string, turn: Turn): Promise<ChunkReport>;
}

/** What became of a chunk: every line that is neither a duplicate nor rejected was accepted. */
export interface ChunkReport {
  readonly sent: number;
  readonly accepted: number;
  /** Lines that were stored before with the same content. */
  readonly duplicates: readonly number[];
  readonly rejections: readonly Rejection[];
}

/** Reads the line between `start` and `end` of a text. */
export type LineReader<Row> = (text: string, start: number, end: number, line: number, nowMs: number) => Row | Rejection;

/** A kind of thing that can be sent: how one is read, and where it goes. */
export interface Intake<Row> {
  readonly kind: 'event' | 'outcome';
  ofValue(value: unknown, line: number, nowMs: number): Row | Rejection;
  newLineReader(): LineReader<Row>;
  newChunk(actor: Actor): OpenChunk<Row>;
}

export const linesPerChunk = 10_000;
