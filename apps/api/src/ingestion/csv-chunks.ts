import { cellsOf, checkHeader, valueOfRecord } from '#libs/wire/csv-record.js';
import { FineprintError } from '#libs/wire/errors.js';
import { linesPerChunk, type Intake, type OpenChunk } from './chunk.js';
import { csvRecords, type CsvRecord } from './csv-records.js';

/**
 * Cuts a stream of CSV into chunks; the first record names the fields. Lines count from 1, the header included, and a record is
 * where it starts. When the stream breaks, the records that came whole are given first, then the error is thrown.
 */
export async function* csvChunks<Row>(bytes: AsyncIterable<Buffer>, intake: Intake<Row>, newChunk: () => OpenChunk<Row>, now: () => number): AsyncGenerator<OpenChunk<Row>> {
  let chunk = newChunk();
  let columns: readonly string[] | undefined;
  let failure: unknown;
  try {
    for await (const record of csvRecords(bytes)) {
      if (columns === undefined) {
        columns = headerOf(intake, record);
        continue;
      }
      chunk.add(itemOf(intake, columns, record, now()));
      if (chunk.sent < linesPerChunk) continue;
      yield chunk;
      chunk = newChunk();
    }
    if (columns === undefined) checkHeader(intake.kind, []);
  } catch (error) {
    failure = error;
  }
  if (chunk.sent > 0) yield chunk;
  if (failure !== undefined) throw failure;
}

function headerOf(intake: Intake<unknown>, { line, text }: CsvRecord): readonly string[] {
  const cells = typeof text === 'string' ? cellsOf(text) : undefined;
  if (cells === undefined) throw new FineprintError('INVALID', `The CSV cannot be read: line ${line}, its header: ${typeof text === 'string' ? misquoted : text.detail}`);
  checkHeader(intake.kind, cells);
  return cells;
}

function itemOf<Row>(intake: Intake<Row>, columns: readonly string[], { line, text }: CsvRecord, nowMs: number) {
  if (typeof text !== 'string') return { line, id: null, system: null, field: null, ...text };
  const refused = (detail: string) => ({ line, id: null, system: null, field: null, code: 'NOT_AN_OBJECT' as const, detail });
  const cells = cellsOf(text);
  if (cells === undefined) return refused(misquoted);
  if (cells.length !== columns.length) return refused(`the line has ${cells.length} cells, the header has ${columns.length}`);
  return intake.ofValue(valueOfRecord(columns, cells), line, nowMs);
}

const misquoted = 'a quote is not closed, or stands inside a cell';
