import { pipeline, Readable } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import { addPastEvent, newPastEvents, type PastEvents } from '#libs/measurement/intervals/past-events.js';
import type { BacktestFile } from '#libs/wire/backtests.js';
import { FineprintError } from '#libs/wire/errors.js';
import { parseJson } from '#libs/wire/json-text.js';
import { readPastEvent } from '#libs/wire/past-events.js';
import { likelyDelimiter } from '../files/delimiter.js';
import { assertedUtf8, linesOf, openFile, peek } from '../files/file-bytes.js';

const headerBytes = 65_536;
const faultsReported = 100;

/** Events of a file by the system they name; the empty name stands for those that name none. */
export interface PastFile {
  readonly systems: ReadonlyMap<string, PastEvents>;
  readonly read: BacktestFile;
  /** Milliseconds since 1970 of the first and the last event; infinite without one. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Reads a CSV or NDJSON file, gzip or not. Records that make no sense are refused one by one, and told. */
export async function readPastFile(file: string, delimiter: string | undefined): Promise<PastFile> {
  const systems = new Map<string, PastEvents>();
  const faults: { line: number; detail: string }[] = [];
  let [records, refused, firstMs, lastMs] = [0, 0, Infinity, -Infinity];
  for await (const { line, record } of recordsOf(file, delimiter)) {
    records += 1;
    const read = 'fault' in record ? record : readPastEvent(record.value);
    if (read.fault !== undefined) {
      refused += 1;
      if (faults.length < faultsReported) faults.push({ line, detail: read.fault });
      continue;
    }
    const events = systems.get(read.system ?? '') ?? newPastEvents();
    systems.set(read.system ?? '', events);
    addPastEvent(events, read.event);
    firstMs = Math.min(firstMs, read.event.timeMs);
    lastMs = Math.max(lastMs, read.event.timeMs);
  }
  return { systems, read: { records, taken: records - refused, refused, faults }, firstMs, lastMs };
}

interface RecordAt {
  readonly line: number;
  readonly record: { readonly value: unknown } | { readonly fault: string };
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

function jsonOf(text: string): RecordAt['record'] {
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
