import type { EntityManager } from 'typeorm';
import { clientOf } from '../../database/client-of.js';
import { copyRows, takeBoolean, takeDouble, takeWhole } from '../../database/copy-out.js';
import { isLastOutcome } from '../../ingestion/last-outcome.js';
import { eventsIn, whole } from '../events-in.js';
import { countedTime, type ReportWindow } from './report-window.js';

/** Every event of a window, as columns side by side: 1, 0, and -1 for what is not known; NaN for numbers that are not. */
export interface ExactColumns {
  readonly rows: number;
  readonly failed: Uint8Array;
  readonly scores: Float64Array;
  readonly latencies: Float64Array;
  readonly decisions: Int8Array;
  readonly outcomes: Int8Array;
  readonly slices: Int32Array;
}

/** Reads the events themselves, in the order of their times and ids: sums of doubles are the same each time. */
export async function readExactColumns(manager: EntityManager, window: ReportWindow): Promise<ExactColumns> {
  const capacity = await countEvents(manager, window);
  const columns = {
    failed: new Uint8Array(capacity),
    scores: new Float64Array(capacity),
    latencies: new Float64Array(capacity),
    decisions: new Int8Array(capacity),
    outcomes: new Int8Array(capacity),
    slices: new Int32Array(capacity),
  };
  let rows = 0;
  await copyRows(await clientOf(manager), eventsOf(window), (row) => {
    // Events that came between counting and reading belong to the next report.
    const at = Math.min(rows, capacity);
    columns.failed[at] = takeWhole(row, 0) === 0 ? 0 : 1;
    columns.scores[at] = takeDouble(row);
    columns.latencies[at] = takeDouble(row);
    columns.decisions[at] = coded(takeBoolean(row));
    columns.slices[at] = takeWhole(row, 0);
    columns.outcomes[at] = coded(takeBoolean(row));
    rows += 1;
  });
  return { rows: Math.min(rows, capacity), ...columns };
}

/** One feature's values in a window, by the positions that its versions keep it at; NaN is not known. */
export async function readExactFeature(manager: EntityManager, window: ReportWindow, positions: ReadonlyMap<number, number>): Promise<Float64Array> {
  const values = new Float64Array(await countEvents(manager, window));
  let rows = 0;
  const value = [...positions].map(([version, position]) => `WHEN ${whole(version)} THEN event.features[${whole(position) + 1}]`).join(' ');
  if (value === '') return values.subarray(0, 0);
  await copyRows(await clientOf(manager), `SELECT CASE event.version_number ${value} END FROM ${countedEvents(window)}`, (row) => {
    values[Math.min(rows, values.length)] = takeDouble(row);
    rows += 1;
  });
  return values.subarray(0, Math.min(rows, values.length));
}

async function countEvents(manager: EntityManager, window: ReportWindow): Promise<number> {
  const [row] = await manager.query<{ rows: number }[]>(`SELECT count(*)::float8 AS rows FROM ${countedEvents(window)}`);
  return row!.rows;
}

function eventsOf(window: ReportWindow): string {
  return `SELECT event.status, event.score, event.latency_ms, event.decision, coalesce(event.slice_number, 0), outcome.positive
    FROM ${countedEvents(window)}
    LEFT JOIN outcome ON outcome.organisation_id = event.organisation_id AND outcome.event_id = event.id AND ${isLastOutcome('outcome')}
    ORDER BY event.at, event.id`;
}

/** Events of the window that count, as `event`. */
function countedEvents(window: ReportWindow): string {
  const { system, version } = window;
  return `${eventsIn(system, countedTime(window))}${version === null ? '' : ` AND event.version_number = ${whole(version.key)}`}`;
}

function coded(value: boolean | null): number {
  return value === null ? -1 : value ? 1 : 0;
}
