import type { Rejection } from '#libs/wire/events.js';
import type { Actor } from '../http/actor.js';

/** Lines of one request that are stored together: all of their accepted rows, or none. */
export interface Chunk<Row> {
  readonly sent: number;
  readonly rows: readonly Row[];
  readonly rejections: readonly Rejection[];
}

/** What storing made of a chunk. `duplicates`: lines that were stored before with the same content; `rejections`: those of storing only. */
export interface StoredChunk {
  readonly accepted: number;
  readonly duplicates: readonly number[];
  readonly rejections: readonly Rejection[];
}

/** Reads the line between `start` and `end` of a text. */
export type LineReader<Row> = (text: string, start: number, end: number, line: number, nowMs: number) => Row | Rejection;

/** A kind of thing that can be sent: how one is read, and how a chunk of them is stored. */
export interface Intake<Row extends object> {
  readonly kind: 'event' | 'outcome';
  ofValue(value: unknown, line: number, nowMs: number): Row | Rejection;
  newLineReader(): LineReader<Row>;
  store(actor: Actor, chunk: Chunk<Row>, source: string): Promise<StoredChunk>;
}

export const linesPerChunk = 10_000;

/** Gathers lines until they make a chunk. */
export class ChunkBuilder<Row extends object> {
  private rows: Row[] = [];
  private rejections: Rejection[] = [];

  get sent(): number {
    return this.rows.length + this.rejections.length;
  }

  get isFull(): boolean {
    return this.sent >= linesPerChunk;
  }

  add(item: Row | Rejection): void {
    if ('code' in item) this.rejections.push(item);
    else this.rows.push(item);
  }

  take(): Chunk<Row> {
    const chunk = { sent: this.sent, rows: this.rows, rejections: this.rejections };
    this.rows = [];
    this.rejections = [];
    return chunk;
  }
}
