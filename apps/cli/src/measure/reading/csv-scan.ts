import { refuse } from './refuse.js';

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/** Finds the cells of one record at a time in the bytes of a CSV (RFC 4180, any delimiter of one byte). */
export interface CsvScan {
  /** Where in the bytes the wanted cells of the last record begin and end. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Cells and line ends of the last record. */
  cells: number;
  lines: number;
  /** Whether there is nothing in the last record. */
  isBlank: boolean;
  /** Reads the record that begins at `at`. Returns where the next one begins, or -1 when more bytes are needed; at the end there are no more. */
  record(bytes: Buffer, at: number, isAtEnd: boolean): number;
}

/** @param places for each column of the file its place among the wanted ones, or -1 */
export function csvScan(delimiter: number, places: Int32Array, wanted: number): CsvScan {
  const doubled = new Uint8Array(wanted);
  const scan: CsvScan = {
    starts: new Int32Array(wanted),
    ends: new Int32Array(wanted),
    cells: 0,
    lines: 0,
    isBlank: false,
    record(bytes, from, isAtEnd) {
      const length = bytes.length;
      let at = from;
      let column = 0;
      let lines = 1;
      let hasQuotes = false;
      let hasDoubled = false;
      for (;;) {
        let start = at;
        let stop: number;
        let isDoubled = false;
        if (bytes[at] === quote) {
          hasQuotes = true;
          start = ++at;
          for (;;) {
            while (at < length && bytes[at] !== quote) if (bytes[at++] === lineFeed) lines++;
            if (at + 1 >= length && !isAtEnd) return -1;
            if (at >= length) refuse('a quote is opened and never closed');
            if (bytes[at + 1] !== quote) break;
            isDoubled = true;
            at += 2;
          }
          stop = at++;
          if (bytes[at] === carriageReturn) at++;
          if (at >= length && !isAtEnd) return -1;
          if (at < length && bytes[at] !== delimiter && bytes[at] !== lineFeed) refuse('something stands between a closing quote and the next cell');
        } else {
          while (at < length && bytes[at] !== delimiter && bytes[at] !== lineFeed) at++;
          if (at >= length && !isAtEnd) return -1;
          stop = at;
          if ((at >= length || bytes[at] === lineFeed) && stop > start && bytes[stop - 1] === carriageReturn) stop--;
        }
        const place = column < places.length ? places[column]! : -1;
        if (place >= 0) {
          scan.starts[place] = start;
          scan.ends[place] = stop;
          doubled[place] = isDoubled ? 1 : 0;
          hasDoubled ||= isDoubled;
        }
        column++;
        if (at >= length || bytes[at] === lineFeed) {
          scan.cells = column;
          scan.lines = lines;
          scan.isBlank = column === 1 && stop === start && !hasQuotes;
          if (hasDoubled) for (let one = 0; one < wanted; one++) if (doubled[one] === 1) scan.ends[one] = undoubled(bytes, scan.starts[one]!, scan.ends[one]!);
          return Math.min(at + 1, length);
        }
        at++;
      }
    },
  };
  return scan;
}

/** Turns doubled quotes into single ones where they stand, and returns the new end. */
function undoubled(bytes: Buffer, start: number, end: number): number {
  let to = start;
  for (let at = start; at < end; at++) {
    bytes[to++] = bytes[at]!;
    if (bytes[at] === quote) at++;
  }
  return to;
}
