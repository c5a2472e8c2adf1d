import { lineLimitBytes } from '#libs/wire/events.js';
import { byteOrderMark, isTooLong, piecesOf, tooLong, type Fault, type Piece } from './ndjson-chunks.js';

/** One record of a CSV without its line end, or why it cannot be read. `line` is where it starts. */
export interface CsvRecord {
  readonly line: number;
  readonly text: string | Fault;
}

type Line = CsvRecord & { readonly text: string };

const unclosed: Fault = { code: 'NOT_AN_OBJECT', detail: 'a quote is not closed' };

/**
 * The records of a CSV, blank lines left out. A record goes on over line ends while a quote is open. Where one is never closed, its
 * line is refused and the lines after it are read on their own: one stray quote does not swallow what follows.
 */
export async function* csvRecords(bytes: AsyncIterable<Buffer>): AsyncGenerator<CsvRecord> {
  let line = 0;
  const open: Line[] = [];
  let openLength = 0;
  for await (const piece of piecesOf(bytes)) {
    for (const text of linesIn(piece, line === 0)) {
      line += 1;
      if (open.length > 0 && (typeof text !== 'string' || openLength + text.length > lineLimitBytes)) yield* abandoned(open.splice(0));
      if (typeof text !== 'string') yield { line, text };
      else if (open.length === 0 && !hasOddQuotes(text)) {
        if (text.trim() !== '') yield { line, text };
      } else {
        openLength = open.length === 0 ? text.length : openLength + text.length;
        const isClosed = open.push({ line, text }) > 1 && hasOddQuotes(text);
        if (isClosed) yield joined(open.splice(0));
      }
    }
  }
  yield* abandoned(open);
}

function joined(lines: readonly Line[]): CsvRecord {
  return { line: lines[0]!.line, text: lines.map(({ text }) => text).join('\n') };
}

function* abandoned(open: readonly CsvRecord[]): Generator<CsvRecord> {
  for (const [at, record] of open.entries()) yield at === 0 ? { line: record.line, text: unclosed } : record;
}

/** The lines of a piece without their ends; a byte order mark before the first is left out. */
export function* linesIn(piece: Piece, isFirst: boolean): Generator<string | Fault> {
  if (typeof piece !== 'string') {
    yield piece;
    return;
  }
  for (let start = isFirst && piece.charCodeAt(0) === byteOrderMark ? 1 : 0; start < piece.length; ) {
    const next = piece.indexOf('\n', start);
    const stop = next === -1 ? piece.length : next;
    const end = piece.charCodeAt(stop - 1) === 13 ? stop - 1 : stop;
    yield isTooLong(piece, start, end) ? tooLong : piece.slice(start, end);
    start = stop + 1;
  }
}

function hasOddQuotes(text: string): boolean {
  let isOdd = false;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) isOdd = !isOdd;
  return isOdd;
}
