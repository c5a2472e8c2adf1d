import { pipeline, Readable } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import { FineprintError } from '#libs/wire/errors.js';
import { likelyDelimiter } from '../files/delimiter.js';
import { assertedUtf8, linesOf, peek } from '../files/file-bytes.js';
import { columnsOf, completeMapping, type Kind, type Mapping } from './mapping.js';
import { mergedValue, valueOf } from './record-value.js';

/** One line of the file as it is sent. A line that cannot be mapped goes out as it is: the check says what is wrong with it. */
export interface FileRecord {
  /** Where it stands in the file, from 1. */
  readonly line: number;
  readonly text: string;
}

export type Format = 'csv' | 'ndjson';

const headerBytes = 65_536;

/** The records of a CSV, mapped to events or outcomes. The first line names the columns. */
export async function* csvRecords(pieces: AsyncGenerator<Buffer>, kind: Kind, mapping: Mapping, delimiter: string | undefined): AsyncGenerator<FileRecord> {
  const { head, all } = await peek(pieces, headerBytes);
  const parser = parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, delimiter: delimiter ?? likelyDelimiter(head.toString('utf8')) });
  pipeline(Readable.from(assertedUtf8(all)), parser, () => undefined);
  let columns: ReadonlyMap<string, number> | undefined;
  let whole: Mapping = mapping;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      if (columns === undefined) {
        whole = completeMapping(kind, mapping, record);
        columns = new Map(record.map((column, at) => [column, at]));
        continue;
      }
      const places = columns;
      const isWhole = record.length === places.size;
      yield { line: info.lines, text: JSON.stringify(isWhole ? valueOf(whole, (column) => record[places.get(column) ?? -1]) : record) };
    }
  } catch (error) {
    throw error instanceof CsvError ? new FineprintError('INVALID', `The CSV cannot be read: ${error.message}`) : error;
  }
  if (columns === undefined) throw new FineprintError('INVALID', 'The file is empty: the first line of a CSV names its columns.');
}

/** The lines of NDJSON: mapped when there is a mapping, else sent as they are. Blank lines are left out. */
export async function* ndjsonRecords(pieces: AsyncIterable<Buffer>, kind: Kind, mapping: Mapping): AsyncGenerator<FileRecord> {
  const isMapped = Object.keys(mapping).length > 0;
  const keepsOthers = columnsOf(mapping).length === 0;
  let line = 0;
  for await (const text of linesOf(pieces)) {
    line += 1;
    if (text.trim() !== '') yield { line, text: isMapped ? mergedText(text, kind, mapping, keepsOthers) : text };
  }
}

function mergedText(text: string, kind: Kind, mapping: Mapping, keepsOthers: boolean): string {
  try {
    const plain: unknown = JSON.parse(text);
    if (typeof plain === 'object' && plain !== null && !Array.isArray(plain)) return JSON.stringify(mergedValue(kind, mapping, plain, keepsOthers));
  } catch {
    return text;
  }
  return text;
}
