import { isUtf8 } from 'node:buffer';
import type { Refusal } from '#libs/wire/event-row.js';
import { lineLimitBytes, type Rejection } from '#libs/wire/events.js';
import { linesPerChunk, type LineReader, type OpenChunk } from './chunk.js';

const newline = 10;
export const byteOrderMark = 0xfeff;
const nothing: Buffer = Buffer.alloc(0);

export type Fault = Pick<Rejection, 'code' | 'detail'>;
/** Complete lines as they arrive, or one line that cannot be read as text. */
export type Piece = string | Fault;

export const tooLong: Fault = { code: 'LINE_TOO_LONG', detail: `a line has at most ${lineLimitBytes} bytes` };
const notText: Fault = { code: 'NOT_JSON', detail: 'the line is not UTF-8' };

/**
 * Cuts a stream of NDJSON into chunks. Line numbers count from 1, blank lines included; `sent` counts the others.
 * When the stream breaks, what came whole is given first, then the error is thrown: a cut-off last line is not taken.
 */
export async function* ndjsonChunks<Row>(bytes: AsyncIterable<Buffer>, read: LineReader<Row>, newChunk: () => OpenChunk<Row>, now: () => number): AsyncGenerator<OpenChunk<Row>> {
  let chunk = newChunk();
  let line = 0;
  let failure: unknown;
  try {
    for await (const piece of piecesOf(bytes)) {
      if (typeof piece !== 'string') {
        chunk.add(refusal(++line, piece));
        continue;
      }
      const nowMs = now();
      for (let start = line === 0 && piece.charCodeAt(0) === byteOrderMark ? 1 : 0; start < piece.length; ) {
        const next = piece.indexOf('\n', start);
        const stop = next === -1 ? piece.length : next;
        line += 1;
        const end = piece.charCodeAt(stop - 1) === 13 ? stop - 1 : stop;
        if (!isBlank(piece, start, end)) chunk.add(isTooLong(piece, start, end) ? refusal(line, tooLong) : read(piece, start, end, line, nowMs));
        start = stop + 1;
        if (chunk.sent < linesPerChunk) continue;
        yield chunk;
        chunk = newChunk();
      }
    }
  } catch (error) {
    failure = error;
  }
  if (chunk.sent > 0) yield chunk;
  if (failure !== undefined) throw failure;
}

/** Cuts bytes after line ends. Holds at most one unfinished line; of a line beyond the limit nothing is kept. */
export async function* piecesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let rest = nothing;
  let isSkipping = false;
  for await (const arrived of bytes) {
    let block = arrived;
    if (rest.length > 0) {
      // Only the line that was cut is put together; the lines after it are read where they are.
      const end = block.indexOf(newline) + 1;
      if (end > 0) yield* textOf(Buffer.concat([rest, block.subarray(0, end)]));
      rest = end > 0 ? nothing : Buffer.concat([rest, block]);
      block = end > 0 ? block.subarray(end) : nothing;
    } else if (isSkipping) {
      const end = block.indexOf(newline) + 1;
      isSkipping = end === 0;
      block = end > 0 ? block.subarray(end) : nothing;
    }
    const end = block.lastIndexOf(newline) + 1;
    if (end > 0) yield* textOf(block.subarray(0, end));
    if (end < block.length) rest = block.subarray(end);
    if (rest.length > lineLimitBytes) {
      yield tooLong;
      isSkipping = true;
      rest = nothing;
    }
  }
  if (rest.length > 0) yield* textOf(rest);
}

function* textOf(lines: Buffer): Generator<Piece> {
  if (isUtf8(lines)) {
    yield lines.toString('utf8');
    return;
  }
  for (let start = 0; start < lines.length; ) {
    const next = lines.indexOf(newline, start);
    const end = next === -1 ? lines.length : next + 1;
    const line = lines.subarray(start, end);
    yield isUtf8(line) ? line.toString('utf8') : notText;
    start = end;
  }
}

function refusal(line: number, fault: Fault): Refusal {
  return { line, id: null, system: null, field: null, ...fault };
}

export function isTooLong(text: string, start: number, end: number): boolean {
  const length = end - start;
  // A character takes at most three bytes in UTF-8 for each unit of a JavaScript text.
  return length > lineLimitBytes || (length * 3 > lineLimitBytes && Buffer.byteLength(text.slice(start, end)) > lineLimitBytes);
}

function isBlank(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start);
  return start >= end || (first <= 32 && text.slice(start, end).trim() === '');
}
