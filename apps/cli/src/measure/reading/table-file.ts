import { stat } from 'node:fs/promises';
import { FineprintError } from '#libs/wire/errors.js';
import { openFile, peek } from '../../files/file-bytes.js';
import { type CellKind, type Column, type ColumnBuilder, instantBuilder, numberBuilder, textBuilder } from './column-builder.js';
import { areNumbers, numberTest, textTest } from './condition-test.js';
import { csvRows } from './csv-rows.js';
import { ndjsonRows } from './ndjson-rows.js';
import { refuse } from './refuse.js';
import type { Condition } from './where.js';

const headBytes = 1_024;
const expected = { numbers: 'a number', instants: 'an instant such as 2026-03-01T09:30:00Z' } as const;

/** What is wanted of a file. */
export interface TableOrder {
  readonly file: string;
  readonly columns: readonly { readonly name: string; readonly kind: CellKind }[];
  readonly conditions: readonly Condition[];
  /** Of a CSV; undefined: told from its first line. */
  readonly delimiter: string | undefined;
}

export interface Table {
  readonly rows: number;
  /** Rows that meet every condition; the columns hold these. */
  readonly kept: number;
  readonly columns: ReadonlyMap<string, Column>;
}

/**
 * Reads the wanted columns of a CSV, TSV or NDJSON file, gzip or not, in one pass and without holding more of it than those columns.
 * A column is of numbers when every cell of it that is used is one or is missing. That shows at the first cell that is not, almost
 * always in the first row: the file is then read again with the column as texts.
 * @throws FineprintError INVALID that names the file and, where there is one, the line
 */
export async function readTable(order: TableOrder): Promise<Table> {
  const texts = new Set<string>();
  for (;;) {
    const outcome = await readOnce(order, texts);
    if (typeof outcome !== 'string') return outcome;
    texts.add(outcome);
  }
}

/** The table, or the name of a column that turned out to hold texts. */
async function readOnce({ file, columns, conditions, delimiter }: TableOrder, texts: ReadonlySet<string>): Promise<Table | string> {
  const wanted = [...new Set([...columns.map(({ name }) => name), ...conditions.map(({ column }) => column)])];
  const builders = columns.map(({ name, kind }) => ({ name, kind, builder: builderOf(kind, texts.has(name))(wanted.indexOf(name)) }));
  const tests = conditions.map((condition) => ({ condition, holds: (texts.has(condition.column) || !areNumbers(condition.operands) ? textTest : numberTest)(condition, wanted.indexOf(condition.column)) }));
  let [rows, kept] = [0, 0];
  let textual: string | undefined;
  await naming(file, async () => {
    const { head, all } = await peek(openFile(file).bytes, headBytes);
    const read = isNdjson(file, head) ? ndjsonRows : csvRows(delimiter);
    await read(all, wanted, (row, line) => {
      rows++;
      for (const { condition, holds } of tests) {
        const answer = holds(row);
        if (answer === undefined) textual = condition.column;
        if (answer !== true) return answer !== undefined;
      }
      kept++;
      for (const { name, kind, builder } of builders) {
        if (builder.add(row)) continue;
        if (kind !== 'any') refuse(`line ${line}: "${row.textOf(row.keyAt(wanted.indexOf(name))!)}" in column "${name}" is not ${expected[kind]}`);
        textual = name;
        return false;
      }
      return true;
    });
  });
  return textual ?? { rows, kept, columns: new Map(builders.map(({ name, builder }) => [name, builder.end()])) };
}

function builderOf(kind: CellKind, isText: boolean): (place: number) => ColumnBuilder {
  if (kind === 'instants') return instantBuilder;
  return kind === 'any' && isText ? textBuilder : numberBuilder;
}

/** Told from the name of the file, else from what it begins with. */
function isNdjson(file: string, head: Buffer): boolean {
  const name = file.toLowerCase().replace(/\.gz$/, '');
  if (/\.(ndjson|jsonl|json)$/.test(name)) return true;
  return !/\.(csv|tsv|txt)$/.test(name) && /^\uFEFF?\s*\{/.test(head.toString('utf8'));
}

/** Faults get the name of the file in front. */
async function naming(file: string, read: () => Promise<void>): Promise<void> {
  try {
    if (!(await stat(file)).isFile()) refuse('this is a folder or a device, not a file');
    await read();
  } catch (error) {
    throw new FineprintError('INVALID', `${file}: ${reasonOf(error)}`, [], undefined, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof FineprintError) return error.detail;
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'the file may not be read';
  if (code.startsWith('Z_')) return `the gzip file is broken (${message})`;
  throw error;
}
