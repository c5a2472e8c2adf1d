import { refuse } from './refuse.js';
import { didYouMean, listOf } from './near-names.js';

/** The cells of the row being read, by their place among the columns that are wanted. It changes with the next row. */
export interface Row {
  /** NaN when missing; undefined when the cell is not a number. */
  numberAt(place: number): number | undefined;
  /** What tells texts apart; null when missing. */
  keyAt(place: number): string | null;
  /** The text of a key. */
  textOf(key: string): string;
}

/** Gets each row with the number of its line; `false` ends the reading. */
export type OnRow = (row: Row, line: number) => boolean;

/** Reads the wanted columns of a file row by row. */
export type RowReader = (pieces: AsyncGenerator<Buffer>, wanted: readonly string[], onRow: OnRow) => Promise<void>;

export function refuseColumn(column: string, columns: readonly string[]): never {
  return refuse(`there is no column "${column}".${didYouMean(column, columns)} The columns are ${listOf(columns)}.`);
}
