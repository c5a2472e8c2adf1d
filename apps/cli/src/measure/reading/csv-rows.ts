import { parse } from 'csv-parse/sync';
import { FineprintError } from '#libs/wire/errors.js';
import { likelyDelimiter } from '../../files/delimiter.js';
import { assertedUtf8, peek } from '../../files/file-bytes.js';
import { numberInBytes } from './cell-number.js';
import { type CsvScan, csvScan } from './csv-scan.js';
import { refuse } from './refuse.js';
import { refuseColumn, type Row, type RowReader } from './row.js';

const headBytes = 65_536;
/** A record that is longer has a quote that nobody closed. */
const recordLimit = 16 * 1_048_576;

/** Reads a CSV whose first line names the columns; blank lines are no rows. The delimiter is told from the first line unless it is given. */
export function csvRows(delimiter: string | undefined): RowReader {
  return async (pieces, wanted, onRow) => {
    const { head, all } = await peek(pieces, headBytes);
    const separator = delimiter ?? likelyDelimiter(head.toString('utf8'));
    const header = csvScan(separator.charCodeAt(0), new Int32Array(0), 0);
    let [scan, width, line, bytes, at] = [header, 0, 1, Buffer.alloc(0), 0];
    const row = rowOf(() => bytes, () => scan);
    /** Reads the records that are there; false when no more are wanted. */
    const records = (isAtEnd: boolean): boolean => {
      for (let next = 0; at < bytes.length; line += scan.lines, at = next) {
        next = scanned(scan, bytes, at, isAtEnd, line);
        if (next === -1) return true;
        if (scan.isBlank) continue;
        if (scan === header) {
          const columns = columnsIn(bytes.toString('utf8', at, next), separator);
          width = columns.length;
          scan = csvScan(separator.charCodeAt(0), placesOf(columns, wanted), wanted.length);
          scan.lines = header.lines;
          continue;
        }
        if (scan.cells !== width) refuse(`line ${line} has ${scan.cells} cells, the first line has ${width}`);
        if (!onRow(row, line)) return false;
      }
      return true;
    };
    for await (const piece of assertedUtf8(all)) {
      bytes = Buffer.concat([bytes.subarray(at), piece]);
      at = 0;
      if (!records(false)) return;
      if (bytes.length - at > recordLimit) refuse(`line ${line}: a quote is opened and never closed`);
    }
    if (!records(true)) return;
    if (scan === header) refuse('the file is empty; the first line of a CSV names its columns');
  };
}

function rowOf(bytes: () => Buffer, scan: () => CsvScan): Row {
  return {
    numberAt: (place) => numberInBytes(bytes(), scan().starts[place]!, scan().ends[place]!),
    keyAt: (place) => {
      const { starts, ends } = scan();
      return starts[place] === ends[place] ? null : bytes().toString('latin1', starts[place], ends[place]);
    },
    textOf: (key) => Buffer.from(key, 'latin1').toString('utf8'),
  };
}

function scanned(scan: CsvScan, bytes: Buffer, at: number, isAtEnd: boolean, line: number): number {
  try {
    return scan.record(bytes, at, isAtEnd);
  } catch (error) {
    throw error instanceof FineprintError ? new FineprintError('INVALID', `line ${line}: ${error.detail}`) : error;
  }
}

function columnsIn(header: string, delimiter: string): readonly string[] {
  return parse(header, { bom: true, delimiter })[0]!;
}

/** For each column its place among the wanted ones, or -1. */
function placesOf(columns: readonly string[], wanted: readonly string[]): Int32Array {
  for (const column of wanted) {
    if (!columns.includes(column)) refuseColumn(column, columns);
    if (columns.indexOf(column) !== columns.lastIndexOf(column)) refuse(`the column "${column}" is there more than once`);
  }
  return Int32Array.from(columns, (column) => wanted.indexOf(column));
}
