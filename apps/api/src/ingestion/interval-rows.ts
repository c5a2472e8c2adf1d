import type { PoolClient } from 'pg';
import type { IntervalDelta } from '#libs/measurement/intervals/intervals.js';

/** An hour of a system, by its start in milliseconds since 1970. */
export interface SystemHour {
  readonly systemNumber: number;
  readonly hourMs: number;
}

/** Adds interval rows and marks their hours for measuring. `systems` has the system of each version. */
export async function storeIntervals(client: PoolClient, organisationId: number, deltas: readonly IntervalDelta[], systems: ReadonlyMap<number, number>): Promise<void> {
  if (deltas.length === 0) return;
  await insertIntervals(client, organisationId, deltas, (version) => systems.get(version)!);
  await markDirty(client, organisationId, deltas, systems);
}

/** Marks the hours of these rows for measuring. @returns each of them once */
export async function markDirty(
  client: PoolClient,
  organisationId: number,
  rows: readonly Pick<IntervalDelta, 'versionKey' | 'hourMs'>[],
  systems: ReadonlyMap<number, number>,
): Promise<readonly SystemHour[]> {
  const hours = new Map<string, SystemHour>();
  for (const { versionKey, hourMs } of rows) {
    const systemNumber = systems.get(versionKey)!;
    hours.set(`${systemNumber} ${hourMs}`, { systemNumber, hourMs });
  }
  const distinct = [...hours.values()];
  await client.query(
    `INSERT INTO dirty_hour (organisation_id, hour, system_number)
     SELECT $1, to_timestamp(hour_ms / 1000), system_number FROM unnest($2::float8[], $3::int[]) AS dirty (hour_ms, system_number)`,
    [organisationId, distinct.map(({ hourMs }) => hourMs), distinct.map(({ systemNumber }) => systemNumber)],
  );
  return distinct;
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
