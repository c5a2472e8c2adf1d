import { FineprintError } from '#libs/wire/errors.js';

/** Bytes being written; `length` of them count. */
export interface Writer {
  bytes: Uint8Array;
  length: number;
}

/** Bytes being read, from `position` on. */
export interface Reader {
  readonly bytes: Uint8Array;
  position: number;
}

const longest = 8;

export function newWriter(): Writer {
  return { bytes: new Uint8Array(256), length: 0 };
}

/** Appends a whole number, 0 to 2^53 - 1: seven bits a byte, lowest first, the high bit says that more follow. */
export function writeVarint(writer: Writer, value: number): void {
  if (writer.length + longest > writer.bytes.length) {
    const larger = new Uint8Array(writer.bytes.length * 2);
    larger.set(writer.bytes);
    writer.bytes = larger;
  }
  let rest = value;
  while (rest > 127) {
    writer.bytes[writer.length++] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
  }
  writer.bytes[writer.length++] = rest;
}

/** A copy of what was written; the writer starts again. */
export function takeBytes(writer: Writer): Uint8Array {
  const taken = writer.bytes.slice(0, writer.length);
  writer.length = 0;
  return taken;
}

export function readVarint(reader: Reader): number {
  let value = 0;
  for (let scale = 1; scale < 2 ** 53; scale *= 128) {
    const byte = reader.bytes[reader.position++];
    if (byte === undefined) break;
    if (byte < 128) return value + byte * scale;
    value += (byte - 128) * scale;
  }
  throw new FineprintError('INTERNAL', `an interval's bytes are damaged near byte ${reader.position}`);
}

/** Whether everything was read. */
export function isDone(reader: Reader): boolean {
  return reader.position >= reader.bytes.length;
}

/** Appends a whole number of either sign, -(2^52) to 2^52: 0, -1, 1, -2 … become 0, 1, 2, 3 …, so that small ones stay short. */
export function writeSigned(writer: Writer, value: number): void {
  writeVarint(writer, value < 0 ? -2 * value - 1 : 2 * value);
}

export function readSigned(reader: Reader): number {
  const value = readVarint(reader);
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
