const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const postgresEpochMs = Date.UTC(2000, 0, 1);
const textType = 25;
const doubleType = 701;

/** Rows in PostgreSQL's binary COPY format (chapter "COPY", section "Binary Format"); `length` bytes of `bytes` count. */
export interface CopyBuffer {
  bytes: Buffer;
  view: DataView;
  length: number;
}

export function newCopyBuffer(capacity: number): CopyBuffer {
  const bytes = Buffer.allocUnsafe(Math.max(capacity, 1_024));
  signature.copy(bytes);
  return { bytes, view: viewOf(bytes), length: signature.length };
}

/** The same memory for another copy. What `finished` gave must not be needed any more. */
export function emptied(buffer: CopyBuffer): CopyBuffer {
  buffer.length = signature.length;
  return buffer;
}

/** Ends the format and gives the bytes. */
export function finished(buffer: CopyBuffer): Buffer {
  reserve(buffer, 2);
  buffer.view.setInt16(buffer.length, -1);
  return buffer.bytes.subarray(0, buffer.length + 2);
}

/** Starts a row. `extra`: bytes that its texts and arrays may take, beside 32 for each field. */
export function startRow(buffer: CopyBuffer, fields: number, extra: number): void {
  reserve(buffer, 2 + fields * 32 + extra);
  buffer.view.setInt16(buffer.length, fields);
  buffer.length += 2;
}

export function putNull(buffer: CopyBuffer): void {
  buffer.view.setInt32(buffer.length, -1);
  buffer.length += 4;
}

export function putInt(buffer: CopyBuffer, value: number | null): void {
  if (value === null) return putNull(buffer);
  buffer.view.setInt32(buffer.length, 4);
  buffer.view.setInt32(buffer.length + 4, value);
  buffer.length += 8;
}

export function putBigInt(buffer: CopyBuffer, value: bigint | null): void {
  if (value === null) return putNull(buffer);
  buffer.view.setInt32(buffer.length, 8);
  buffer.view.setBigInt64(buffer.length + 4, value);
  buffer.length += 12;
}

export function putSmallInt(buffer: CopyBuffer, value: number | null): void {
  if (value === null) return putNull(buffer);
  buffer.view.setInt32(buffer.length, 2);
  buffer.view.setInt16(buffer.length + 4, value);
  buffer.length += 6;
}

export function putBoolean(buffer: CopyBuffer, value: boolean | null): void {
  if (value === null) return putNull(buffer);
  buffer.view.setInt32(buffer.length, 1);
  buffer.view.setUint8(buffer.length + 4, value ? 1 : 0);
  buffer.length += 5;
}

export function putDouble(buffer: CopyBuffer, value: number | null): void {
  if (value === null) return putNull(buffer);
  buffer.view.setInt32(buffer.length, 8);
  buffer.view.setFloat64(buffer.length + 4, value);
  buffer.length += 12;
}

/** A timestamptz from milliseconds since 1970 (years 2000 to 2099). */
export function putInstant(buffer: CopyBuffer, timeMs: number): void {
  const microseconds = (timeMs - postgresEpochMs) * 1_000;
  buffer.view.setInt32(buffer.length, 8);
  buffer.view.setUint32(buffer.length + 4, Math.floor(microseconds / 0x1_0000_0000));
  buffer.view.setUint32(buffer.length + 8, microseconds % 0x1_0000_0000);
  buffer.length += 12;
}

/** A UUID in its 36-character form, in letters of either case. */
export function putUuid(buffer: CopyBuffer, text: string): void {
  const { bytes } = buffer;
  buffer.view.setInt32(buffer.length, 16);
  let to = buffer.length + 4;
  for (let at = 0; at < 36; at += 2) {
    if (at === 8 || at === 13 || at === 18 || at === 23) at += 1;
    bytes[to++] = nibble(text.charCodeAt(at)) * 16 + nibble(text.charCodeAt(at + 1));
  }
  buffer.length = to;
}

export function putText(buffer: CopyBuffer, text: string | null): void {
  if (text === null) return putNull(buffer);
  const length = buffer.bytes.write(text, buffer.length + 4, 'utf8');
  buffer.view.setInt32(buffer.length, length);
  buffer.length += 4 + length;
}

export function putTexts(buffer: CopyBuffer, texts: readonly string[] | null): void {
  if (texts === null) return putNull(buffer);
  const start = startArray(buffer, textType, texts.length, false);
  for (const text of texts) putText(buffer, text);
  buffer.view.setInt32(start, buffer.length - start - 4);
}

/** A float8[] of `length` elements; element `positions[i]` is `values[i]`, NaN and every other one is null. */
export function putDoubles(buffer: CopyBuffer, values: readonly number[], positions: Int32Array, length: number): void {
  let isWhole = length === values.length;
  for (let at = 0; at < values.length; at += 1) if (Number.isNaN(values[at]!)) isWhole = false;
  const start = startArray(buffer, doubleType, length, !isWhole);
  if (isWhole) {
    const { view, length: base } = buffer;
    for (let at = 0; at < length; at += 1) {
      const to = base + positions[at]! * 12;
      view.setInt32(to, 8);
      view.setFloat64(to + 4, values[at]!);
    }
    buffer.length = base + length * 12;
  } else {
    const spread = new Float64Array(length).fill(Number.NaN);
    for (let at = 0; at < values.length; at += 1) if (positions[at]! < length) spread[positions[at]!] = values[at]!;
    for (const value of spread) putDouble(buffer, Number.isNaN(value) ? null : value);
  }
  buffer.view.setInt32(start, buffer.length - start - 4);
}

function startArray(buffer: CopyBuffer, elementType: number, length: number, hasNull: boolean): number {
  const start = buffer.length;
  const { view } = buffer;
  view.setInt32(start + 4, 1);
  view.setInt32(start + 8, hasNull ? 1 : 0);
  view.setInt32(start + 12, elementType);
  view.setInt32(start + 16, length);
  view.setInt32(start + 20, 1);
  buffer.length = start + 24;
  return start;
}

function reserve(buffer: CopyBuffer, bytes: number): void {
  if (buffer.length + bytes <= buffer.bytes.length) return;
  const larger = Buffer.allocUnsafe(Math.max(buffer.bytes.length * 2, buffer.length + bytes));
  buffer.bytes.copy(larger, 0, 0, buffer.length);
  buffer.bytes = larger;
  buffer.view = viewOf(larger);
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function nibble(code: number): number {
  return code < 58 ? code - 48 : (code | 32) - 87;
}
