import { addPastEvent, newPastEvents, type PastEvents } from '#libs/measurement/intervals/past-events.js';
import type { BacktestFile } from '#libs/wire/backtests.js';
import { cellsOf } from '#libs/wire/csv-record.js';
import { FineprintError } from '#libs/wire/errors.js';
import { parseJson } from '#libs/wire/json-text.js';
import { readPastEvent } from '#libs/wire/past-events.js';
import { csvRecords, linesIn, type CsvRecord } from '../ingestion/csv-records.js';
import { bytesOf, formatOf, type StreamedBody } from '../ingestion/body-bytes.js';
import { piecesOf } from '../ingestion/ndjson-chunks.js';

/** Events of one upload: 25 bytes of memory each. */
const eventsAtMost = 2_000_000;
const faultsReported = 100;

export interface PastFile {
  /** Events by the system they name; the empty name stands for those that name none. */
  readonly systems: ReadonlyMap<string, PastEvents>;
  readonly read: BacktestFile;
}

/**
 * Reads the events of an upload into memory; records that make no sense are refused one by one, and told.
 * @throws FineprintError MEDIA_TYPE; INVALID without a usable header; BODY_TOO_LARGE beyond two million events
 */
export async function readPastFile(body: Pick<StreamedBody, 'headers' | 'bytes'>): Promise<PastFile> {
  const systems = new Map<string, PastEvents>();
  const faults: { line: number; detail: string }[] = [];
  let [records, refused] = [0, 0];
  for await (const { line, record } of recordsOf(body)) {
    records += 1;
    const read = typeof record === 'string' ? { fault: record } : readPastEvent(record.value);
    if (read.fault !== undefined) {
      refused += 1;
      if (faults.length < faultsReported) faults.push({ line, detail: read.fault });
      continue;
    }
    if (records - refused > eventsAtMost) throw new FineprintError('BODY_TOO_LARGE', `A file has at most ${eventsAtMost.toLocaleString('en')} events; use fineprint backtest for more`);
    const events = systems.get(read.system ?? '') ?? newPastEvents();
    systems.set(read.system ?? '', events);
    addPastEvent(events, read.event);
  }
  return { systems, read: { records, taken: records - refused, refused, faults } };
}

type RecordAt = { readonly line: number; readonly record: string | { readonly value: unknown } };

async function* recordsOf(body: Pick<StreamedBody, 'headers' | 'bytes'>): AsyncGenerator<RecordAt> {
  const format = formatOf(body.headers);
  const bytes = bytesOf({ ...body, mayGoOn: () => Promise.resolve() });
  let columns: readonly string[] | undefined;
  for await (const { line, text } of format === 'csv' ? csvRecords(bytes) : ndjsonLines(bytes)) {
    if (typeof text !== 'string') yield { line, record: text.detail };
    else if (format === 'ndjson') yield { line, record: jsonOf(text) };
    else if (columns === undefined) columns = headerOf(text);
    else yield { line, record: rowOf(columns, text) };
  }
}

async function* ndjsonLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<CsvRecord> {
  let line = 0;
  for await (const piece of piecesOf(bytes)) {
    for (const text of linesIn(piece, line === 0)) {
      line += 1;
      if (typeof text !== 'string' || text.trim() !== '') yield { line, text };
    }
  }
}

function headerOf(text: string): readonly string[] {
  const columns = cellsOf(text);
  if (columns === undefined || !columns.includes('time')) throw new FineprintError('INVALID', 'The first line of the CSV names its columns; "time" must be one of them');
  return columns;
}

function rowOf(columns: readonly string[], text: string): RecordAt['record'] {
  const cells = cellsOf(text);
  if (cells === undefined) return 'a quote is not closed, or stands inside a cell';
  if (cells.length !== columns.length) return `the line has ${cells.length} cells, the header has ${columns.length}`;
  return { value: Object.fromEntries(columns.map((column, at) => [column, cells[at]])) };
}

function jsonOf(text: string): RecordAt['record'] {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    if (!(error instanceof FineprintError)) throw error;
    return error.detail;
  }
}
