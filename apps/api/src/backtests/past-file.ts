import { newPastFile, type PastFile, type PastRecord, takePastRecord } from '#libs/measurement/intervals/past-file.js';
import { cellsOf } from '#libs/wire/csv-record.js';
import { FineprintError } from '#libs/wire/errors.js';
import { parseJson } from '#libs/wire/json-text.js';
import { csvRecords, linesIn, type CsvRecord } from '../ingestion/csv-records.js';
import { bytesOf, formatOf, type StreamedBody } from '../ingestion/body-bytes.js';
import { piecesOf } from '../ingestion/ndjson-chunks.js';

/** Events of one upload: 25 bytes of memory each. */
const eventsAtMost = 2_000_000;

/**
 * Reads the events of an upload into memory; records that make no sense are refused one by one, and told.
 * @throws FineprintError MEDIA_TYPE; INVALID without a usable header; BODY_TOO_LARGE beyond two million events
 */
export async function readPastFile(body: Pick<StreamedBody, 'headers' | 'bytes'>): Promise<PastFile> {
  const past = newPastFile();
  for await (const { line, record } of recordsOf(body)) {
    takePastRecord(past, line, record);
    if (past.records - past.refused > eventsAtMost) throw new FineprintError('BODY_TOO_LARGE', `A file has at most ${eventsAtMost.toLocaleString('en')} events; use fineprint backtest for more`);
  }
  return past;
}

interface RecordAt {
  readonly line: number;
  readonly record: PastRecord;
}

async function* recordsOf(body: Pick<StreamedBody, 'headers' | 'bytes'>): AsyncGenerator<RecordAt> {
  const format = formatOf(body.headers);
  const bytes = bytesOf({ ...body, mayGoOn: () => Promise.resolve() });
  let columns: readonly string[] | undefined;
  for await (const { line, text } of format === 'csv' ? csvRecords(bytes) : ndjsonLines(bytes)) {
    if (typeof text !== 'string') yield { line, record: { fault: text.detail } };
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

function rowOf(columns: readonly string[], text: string): PastRecord {
  const cells = cellsOf(text);
  if (cells === undefined) return { fault: 'a quote is not closed, or stands inside a cell' };
  if (cells.length !== columns.length) return { fault: `the line has ${cells.length} cells, the header has ${columns.length}` };
  return { value: Object.fromEntries(columns.map((column, at) => [column, cells[at]])) };
}

function jsonOf(text: string): PastRecord {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    if (!(error instanceof FineprintError)) throw error;
    return { fault: error.detail };
  }
}
