import type { PoolClient } from 'pg';
import type { IntervalDelta } from '#libs/measurement/intervals/intervals.js';

/** Adds interval rows and marks their hours for measuring. `systemOf` gives the system of a version. */
export async function storeIntervals(client: PoolClient, organisationId: number, deltas: readonly IntervalDelta[], systemOf: (version: number) => number): Promise<void> {
  if (deltas.length === 0) return;
  await insertIntervals(client, organisationId, deltas, systemOf);
  const hours = new Map(deltas.map((delta) => [`${systemOf(delta.versionKey)} ${delta.hourMs}`, delta]));
  await client.query(
    `INSERT INTO dirty_hour (organisation_id, hour, system_number)
     SELECT $1, to_timestamp(hour_ms / 1000), system_number FROM unnest($2::float8[], $3::int[]) AS dirty (hour_ms, system_number)`,
    [organisationId, [...hours.values()].map((delta) => delta.hourMs), [...hours.values()].map((delta) => systemOf(delta.versionKey))],
  );
}

/** Adds interval rows without marking anything. */
export async function insertIntervals(client: PoolClient, organisationId: number, deltas: readonly IntervalDelta[], systemOf: (version: number) => number): Promise<void> {
  const column = <T>(pick: (delta: IntervalDelta) => T): T[] => deltas.map(pick);
  await client.query(
    `INSERT INTO interval (organisation_id, hour, system_number, version_number, events, errors, decided,
       true_positive, false_positive, false_negative, true_negative, minutes, latency, scores, features, slices, counters)
     SELECT $1, to_timestamp(hour_ms / 1000), system_number, version_number, events, errors, decided, tp, fp, fn, tn, minutes, latency, scores, features, slices, counters
     FROM unnest($2::float8[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::int[], $11::int[], $12::bytea[], $13::bytea[],
       $14::bytea[], $15::bytea[], $16::bytea[], $17::bytea[])
       AS delta (hour_ms, system_number, version_number, events, errors, decided, tp, fp, fn, tn, minutes, latency, scores, features, slices, counters)`,
    [
      organisationId,
      column((delta) => delta.hourMs),
      column((delta) => systemOf(delta.versionKey)),
      column((delta) => delta.versionKey),
      column((delta) => delta.events),
      column((delta) => delta.errors),
      column((delta) => delta.decided),
      column((delta) => delta.truePositive),
      column((delta) => delta.falsePositive),
      column((delta) => delta.falseNegative),
      column((delta) => delta.trueNegative),
      column((delta) => bytesOf(delta.minutes)),
      column((delta) => bytesOf(delta.latency)),
      column((delta) => bytesOf(delta.scores)),
      column((delta) => bytesOf(delta.features)),
      column((delta) => bytesOf(delta.slices)),
      column((delta) => bytesOf(delta.counters)),
    ],
  );
}

/** An interval row; ids only grow. */
export interface StoredInterval extends IntervalDelta {
  readonly id: string;
}

/** The rows of a system's hours, in no order. */
export async function intervalsOf(client: PoolClient, organisationId: number, systemNumber: number, hours: readonly Date[]): Promise<readonly StoredInterval[]> {
  const { rows } = await client.query<StoredInterval>(
    `SELECT id, version_number AS "versionKey", (extract(epoch FROM hour) * 1000)::float8 AS "hourMs", events, errors, decided,
       true_positive AS "truePositive", false_positive AS "falsePositive", false_negative AS "falseNegative", true_negative AS "trueNegative", minutes, latency,
       scores, features, slices, counters
     FROM interval WHERE organisation_id = $1 AND system_number = $2 AND hour = ANY($3::timestamptz[])`,
    [organisationId, systemNumber, hours],
  );
  return rows;
}

/** The same bytes as the driver wants them. */
export function bytesOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
