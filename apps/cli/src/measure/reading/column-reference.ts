import { refuse } from './refuse.js';

/** A column of a file. */
export interface ColumnReference {
  readonly file: string;
  readonly column: string;
}

/**
 * Reads `FILE:COLUMN`. The column is what follows the last colon, because a file may have a drive letter before one.
 * @throws FineprintError INVALID
 */
export function readColumnReference(flag: string, text: string): ColumnReference {
  const split = text.lastIndexOf(':');
  const [file, column] = [text.slice(0, split), text.slice(split + 1)];
  if (split < 1 || column === '' || /^[\\/]/.test(column)) refuse(`${flag} ${text}: write FILE:COLUMN, for example ${flag} events.csv:score`);
  return { file, column };
}

/** Reads `FILE:COLUMN[,COLUMN …]`; a column whose name has a comma in it cannot be among several. */
export function readColumnReferences(flag: string, text: string): readonly ColumnReference[] {
  const { file, column } = readColumnReference(flag, text);
  const columns = column.split(',').map((name) => name.trim());
  if (columns.includes('')) refuse(`${flag} ${text}: write FILE:COLUMN,COLUMN`);
  return columns.map((name) => ({ file, column: name }));
}
