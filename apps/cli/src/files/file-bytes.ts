import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FineprintError } from '#libs/wire/errors.js';

/** A file being read: its unpacked bytes, and how many bytes of the file itself have been read. */
export interface OpenFile {
  readonly bytes: AsyncGenerator<Buffer>;
  bytesRead(): number;
}

/** Opens a file, or standard input for `-`. What starts like gzip is unpacked, whatever it is called. */
export function openFile(file: string): OpenFile {
  const raw = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 262_144 });
  let read = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const piece of raw as AsyncIterable<Buffer>) {
      read += piece.length;
      yield piece;
    }
  }
  return { bytes: unpacked(counted()), bytesRead: () => read };
}

async function* unpacked(pieces: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const { head, all } = await peek(pieces, 2);
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* all;
    return;
  }
  const gunzip = createGunzip({ chunkSize: 262_144 });
  pipeline(Readable.from(all), gunzip, () => undefined);
  yield* gunzip as AsyncIterable<Buffer>;
}

/** Looks at the first bytes (at least `wanted`, unless there are fewer) without taking them away. */
export async function peek(pieces: AsyncGenerator<Buffer>, wanted: number): Promise<{ readonly head: Buffer; readonly all: AsyncGenerator<Buffer> }> {
  let head = Buffer.alloc(0);
  while (head.length < wanted) {
    const next = await pieces.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  async function* all(): AsyncGenerator<Buffer> {
    if (head.length > 0) yield head;
    yield* pieces;
  }
  return { head, all: all() };
}

/**
 * The same bytes, as long as they are UTF-8: what is not would be changed on its way, and different ids could become one.
 * @throws FineprintError INVALID that names the line
 */
export async function* assertedUtf8(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(newline) + 1;
    if (end > 0) line = lineAfter(Buffer.concat([rest, piece.subarray(0, end)]), line);
    rest = end > 0 ? piece.subarray(end) : Buffer.concat([rest, piece]);
    yield piece;
  }
  lineAfter(rest, line);
}

const newline = 10;

function lineAfter(lines: Buffer, first: number): number {
  const isText = isUtf8(lines);
  let line = first;
  for (let start = 0, end = lines.indexOf(newline); end !== -1; start = end + 1, end = lines.indexOf(newline, start)) {
    if (!isText && !isUtf8(lines.subarray(start, end))) throw notUtf8(line);
    line += 1;
  }
  if (!isText) throw notUtf8(line);
  return line;
}

function notUtf8(line: number): FineprintError {
  return new FineprintError('INVALID', `Line ${line} of the file is not UTF-8. Save the file as UTF-8 and try again.`);
}

/** The lines of a text in UTF-8, without their ends. Only LF and CRLF end a line. */
export async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const piece of assertedUtf8(pieces)) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
