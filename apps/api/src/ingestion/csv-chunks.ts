import { pipeline } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import { checkHeader, valueOfRecord } from '#libs/wire/csv-record.js';
import { FineprintError } from '#libs/wire/errors.js';
import { lineLimitBytes } from '#libs/wire/events.js';
import { linesPerChunk, type Intake, type OpenChunk } from './chunk.js';

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: Info;
}

/**
 * Cuts a stream of CSV into chunks; the first line names the fields. Lines count from 1, the header included.
 * When the stream breaks, the records that came whole are given first, then the error is thrown.
 */
export async function* csvChunks<Row>(bytes: AsyncIterable<Buffer>, intake: Intake<Row>, newChunk: () => OpenChunk<Row>, now: () => number): AsyncGenerator<OpenChunk<Row>> {
  const parser = parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: lineLimitBytes });
  pipeline(bytes, parser, () => undefined);
  let chunk = newChunk();
  let columns: readonly string[] | undefined;
  let failure: unknown;
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
      if (columns === undefined) {
        checkHeader(intake.kind, record);
        columns = record;
        continue;
      }
      if (record.length !== columns.length) {
        const detail = `the line has ${record.length} cells, the header has ${columns.length}`;
        chunk.add({ line: info.lines, id: null, field: null, code: 'NOT_AN_OBJECT', detail });
      } else chunk.add(intake.ofValue(valueOfRecord(columns, record), info.lines, now()));
      if (chunk.sent >= linesPerChunk) {
        yield chunk;
        chunk = newChunk();
      }
    }
    if (columns === undefined) checkHeader(intake.kind, []);
  } catch (error) {
    failure = error instanceof CsvError ? new FineprintError('INVALID', `The CSV cannot be read: ${error.message}`) : error;
  }
  if (chunk.sent > 0) yield chunk;
  if (failure !== undefined) throw failure;
}
