import type { PoolClient } from 'pg';
import { to } from 'pg-copy-streams';

const signatureBytes = 11;
const postgresEpochMs = Date.UTC(2000, 0, 1);

/** One row of a binary copy (PostgreSQL's chapter "COPY", section "Binary Format"); the `take…` functions read its fields in their order. */
export interface CopyRow {
  bytes: Buffer;
  view: DataView;
  at: number;
}

/**
 * Runs `COPY (query) TO STDOUT` and calls back for each row: no objects are made, so a million rows leave no garbage. `query` takes no
 * parameters; whoever writes it puts nothing in it but numbers. `take` reads every field.
 */
export async function copyRows(client: PoolClient, query: string, take: (row: CopyRow) => void): Promise<number> {
  const row: CopyRow = { bytes: Buffer.alloc(0), view: new DataView(new ArrayBuffer(0)), at: 0 };
  let rows = 0;
  let isBegun = false;
  for await (const piece of client.query(to(`COPY (${query}) TO STDOUT (FORMAT binary)`)) as AsyncIterable<Buffer>) {
    const left = row.bytes.length - row.at;
    row.bytes = left === 0 ? piece : Buffer.concat([row.bytes.subarray(row.at), piece]);
    row.view = new DataView(row.bytes.buffer, row.bytes.byteOffset, row.bytes.byteLength);
    row.at = 0;
    if (!isBegun) {
      if (row.bytes.length < signatureBytes + 8) continue;
      row.at = signatureBytes + 8 + row.view.getInt32(signatureBytes + 4);
      isBegun = true;
    }
    while (isWhole(row)) {
      row.at += 2;
      take(row);
      rows += 1;
    }
  }
  return rows;
}

/** Whether the next row is there to its end; the trailer is no row. */
function isWhole({ view, bytes, at }: CopyRow): boolean {
  if (at + 2 > bytes.length) return false;
  let end = at + 2;
  for (let fields = view.getInt16(at); fields > 0; fields -= 1) {
    if (end + 4 > bytes.length) return false;
    end += 4 + Math.max(0, view.getInt32(end));
  }
  return end > at + 2 && end <= bytes.length;
}

/** A whole number of 2, 4 or 8 bytes (below 2^53); `absent` when it is null. */
export function takeWhole(row: CopyRow, absent: number): number {
  const { view, at } = row;
  const length = view.getInt32(at);
  row.at = at + 4 + Math.max(0, length);
  if (length === 4) return view.getInt32(at + 4);
  if (length === 2) return view.getInt16(at + 4);
  return length < 0 ? absent : view.getInt32(at + 4) * 0x1_0000_0000 + view.getUint32(at + 8);
}

/** NaN when it is null. */
export function takeDouble(row: CopyRow): number {
  const { view, at } = row;
  const length = view.getInt32(at);
  row.at = at + 4 + Math.max(0, length);
  return length < 0 ? Number.NaN : view.getFloat64(at + 4);
}

export function takeBoolean(row: CopyRow): boolean | null {
  const { view, at } = row;
  const length = view.getInt32(at);
  row.at = at + 4 + Math.max(0, length);
  return length < 0 ? null : view.getUint8(at + 4) === 1;
}

/** A timestamptz in milliseconds since 1970. */
export function takeInstant(row: CopyRow): number {
  return takeWhole(row, 0) / 1_000 + postgresEpochMs;
}

/** A float8[] of one dimension; null elements become NaN. @returns how many there are, 0 when it is null */
export function takeDoubles(row: CopyRow, into: Float64Array): number {
  const { view, at } = row;
  const bytes = view.getInt32(at);
  row.at = at + 4 + Math.max(0, bytes);
  if (bytes < 0 || view.getInt32(at + 4) === 0) return 0;
  const length = view.getInt32(at + 16);
  let from = at + 24;
  for (let element = 0; element < length; element += 1) {
    const isNull = view.getInt32(from) < 0;
    into[element] = isNull ? Number.NaN : view.getFloat64(from + 4);
    from += isNull ? 4 : 12;
  }
  return length;
}
