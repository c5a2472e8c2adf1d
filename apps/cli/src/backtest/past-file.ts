import { pipeline, Readable } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import { newPastFile, type PastFile, type PastRecord, takePastRecord } from '#libs/measurement/intervals/past-file.js';
import { FineprintError } from '#libs/wire/errors.js';
import { parseJson } from '#libs/wire/json-text.js';
import { likelyDelimiter } from '../files/delimiter.js';
import { assertedUtf8, linesOf, openFile, peek } from '../files/file-bytes.js';

const headerBytes = 65_536;
/** Reads a CSV or NDJSON file, gzip or not. Records that make no sense are refused one by one, and told. */
export async function readPastFile(file: string, delimiter: string | undefined): Promise<PastFile> {
  const past = newPastFile();
  for await (const { line, record } of recordsOf(file, delimiter)) takePastRecord(past, line, record);
  return past;
}

interface RecordAt {
  readonly line: number;
  readonly record: PastRecord;
}

async function* recordsOf(file: string, delimiter: string | undefined): AsyncGenerator<RecordAt> {
  const { head, all } = await peek(assertedUtf8(openFile(file).bytes), headerBytes);
  const text = head.toString('utf8');
  if (text.trimStart().startsWith('{')) yield* ndjsonRecords(all);
  else yield* csvRecords(all, delimiter ?? likelyDelimiter(text));
}

async function* ndjsonRecords(pieces: AsyncIterable<Buffer>): AsyncGenerator<RecordAt> {
  let line = 0;
  for await (const text of linesOf(pieces)) {
    line += 1;
    if (text.trim() !== '') yield { line, record: jsonOf(text) };
  }
}

function jsonOf(text: string): PastRecord {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    if (!(error instanceof FineprintError)) throw error;
    return { fault: error.detail };
  }
}

async function* csvRecords(pieces: AsyncIterable<Buffer>, delimiter: string): AsyncGenerator<RecordAt> {
  const parser = parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, delimiter });
  pipeline(Readable.from(pieces), parser, () => undefined);
  let columns: readonly string[] | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      if (columns === undefined) columns = headerOf(record);
      else if (record.length !== columns.length) yield { line: info.lines, record: { fault: `the line has ${record.length} cells, the header has ${columns.length}` } };
      else yield { line: info.lines, record: { value: Object.fromEntries(columns.map((column, at) => [column, record[at]])) } };
    }
  } catch (error) {
    throw error instanceof CsvError ? new FineprintError('INVALID', `The CSV cannot be read: ${error.message}`) : error;
  }
  if (columns === undefined) throw new FineprintError('INVALID', 'The file of events is empty');
}

function headerOf(columns: readonly string[]): readonly string[] {
  if (columns.includes('time')) return columns;
  throw new FineprintError('INVALID', `The first line of the CSV names its columns; "time" must be one of them, there are ${columns.join(', ')}`);
}
