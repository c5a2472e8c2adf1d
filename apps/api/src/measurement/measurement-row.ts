import type { EntityManager } from 'typeorm';
import { decimalOf, rationalOf } from '#libs/measurement/statistics/rational.js';
import type { Measurement } from '#libs/wire/measurements.js';

interface MeasurementRow {
  readonly id: string;
  readonly objective_id: string;
  readonly window_start: Date;
  readonly window_end: Date;
  readonly final_at: Date;
  readonly sequence: number;
  readonly value: string | null;
  readonly bounds: Measurement['bounds'];
  readonly sample_size: string;
  readonly coverage: string | null;
  readonly verdict: Measurement['verdict'];
  readonly reason: string;
  readonly counts: Measurement['counts'];
  readonly inputs_hash: string;
  readonly function_version: string;
  readonly measured_at: Date;
  readonly breach_id: string | null;
}

/** A final measurement as it is stored. `sequence` counts from 1; above 1 it superseded another. */
export interface StoredMeasurement extends Measurement {
  readonly id: string;
  readonly sequence: number;
}

// The last one of each window counts; withdrawn breaches stay linked, because they are part of the window's story.
const select = `SELECT DISTINCT ON (m.objective_id, m.window_start) m.*, breach.id AS breach_id
  FROM measurement m
  LEFT JOIN breach ON breach.organisation_id = m.organisation_id AND breach.objective_id = m.objective_id AND breach.window_start = m.window_start`;
const lastOfWindow = `ORDER BY m.objective_id, m.window_start DESC, m.sequence DESC`;

/** The measurements that count now, of several objectives, newest window first. */
export async function presentMeasurements(manager: EntityManager, organisationId: number, objectiveIds: readonly string[]): Promise<StoredMeasurement[]> {
  const rows = await manager.query<MeasurementRow[]>(
    `${select} WHERE m.organisation_id = $1 AND m.objective_id = ANY($2) ${lastOfWindow}`,
    [organisationId, objectiveIds],
  );
  return rows.map(toStored);
}

/** One measurement by its id. */
export async function measurementOf(manager: EntityManager, organisationId: number, id: string): Promise<StoredMeasurement | undefined> {
  const [row] = await manager.query<MeasurementRow[]>(`${select} WHERE m.organisation_id = $1 AND m.id = $2 ${lastOfWindow}`, [organisationId, id]);
  return row && toStored(row);
}

/** Adds a measurement; nothing is ever changed. */
export async function insertMeasurement(manager: EntityManager, organisationId: number, measurement: StoredMeasurement): Promise<void> {
  const { id, objectiveId, windowStart, windowEnd, finalAt, sequence, value, bounds, sampleSize, coverage, verdict, reason, counts } = measurement;
  await manager.query(
    `INSERT INTO measurement (organisation_id, id, objective_id, window_start, window_end, final_at, sequence, value, bounds, sample_size,
       coverage, verdict, reason, counts, inputs_hash, function_version, measured_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [organisationId, id, objectiveId, windowStart, windowEnd, finalAt, sequence, value, bounds && JSON.stringify(bounds), sampleSize, coverage, verdict, reason,
      JSON.stringify(counts), measurement.inputsHash, measurement.functionVersion, measurement.measuredAt],
  );
}

function toStored(row: MeasurementRow): StoredMeasurement {
  return {
    id: row.id,
    objectiveId: row.objective_id,
    windowStart: row.window_start.toISOString(),
    windowEnd: row.window_end.toISOString(),
    finalAt: row.final_at.toISOString(),
    sequence: row.sequence,
    value: plain(row.value),
    bounds: row.bounds,
    sampleSize: Number(row.sample_size),
    coverage: plain(row.coverage),
    verdict: row.verdict,
    tendency: null,
    finality: row.sequence > 1 ? 'restated' : 'final',
    reason: row.reason,
    counts: row.counts,
    measuredAt: row.measured_at.toISOString(),
    inputsHash: row.inputs_hash,
    functionVersion: row.function_version,
    breachId: row.breach_id,
  };
}

// A numeric keeps the zeros it was given; texts that are compared must not differ by them.
function plain(decimal: string | null): string | null {
  return decimal === null ? null : decimalOf(rationalOf(decimal), 12);
}
