import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { Dataset } from './vector-file.js';

/** A column as numbers when every cell that is not missing is one, else as text. Missing is NaN or null. */
export type Column = { readonly kind: 'numbers'; readonly values: Float64Array } | { readonly kind: 'text'; readonly values: readonly (string | null)[] };

export interface Table {
  readonly rows: number;
  column(name: string): Column;
}

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const numbersInWords: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['infinity', Infinity],
  ['-infinity', -Infinity],
  ['inf', Infinity],
  ['-inf', -Infinity],
]);

/** Reads data sets, each file once; `root` is what their paths start from. Refuses a file that is not the one described. */
export function datasetReader(root: string): (dataset: Dataset) => Table {
  const tables = new Map<string, Table & { readonly sha256: string }>();
  return ({ file, sha256_uncompressed: sha256, rows }) => {
    const table = tables.get(file) ?? readTable(resolve(root, file));
    tables.set(file, table);
    if (sha256 !== undefined && sha256 !== table.sha256) throw new Error(`${file} is not the file described: its SHA-256 is ${table.sha256}, not ${sha256}`);
    if (rows !== undefined && rows !== table.rows) throw new Error(`${file} has ${table.rows} rows, not ${rows}`);
    return table;
  };
}

function readTable(path: string): Table & { readonly sha256: string } {
  const bytes = readFileSync(path);
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  const [header = [], ...records] = cellsOf(plain);
  const columns = new Map<string, Column>();
  return {
    rows: records.length,
    sha256: createHash('sha256').update(plain).digest('hex'),
    column: (name) => {
      const known = columns.get(name);
      if (known !== undefined) return known;
      const at = header.indexOf(name);
      if (at === -1) throw new Error(`${path} has no column "${name}"`);
      const column = columnOf(records.map((record) => record[at]!));
      columns.set(name, column);
      return column;
    },
  };
}

/** Splitting is several times quicker than parsing, and exact while nothing is quoted. */
function cellsOf(bytes: Buffer): string[][] {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (text.includes('"')) return parse(text, { relax_quotes: true });
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const records = lines.map((line) => line.split(','));
  const odd = records.findIndex(({ length }) => length !== records[0]!.length);
  if (odd !== -1) throw new Error(`line ${odd + 1} has ${records[odd]!.length} cells, the header ${records[0]!.length}`);
  return records;
}

function columnOf(cells: readonly string[]): Column {
  const values = new Float64Array(cells.length);
  for (const [row, cell] of cells.entries()) {
    const value = cell === '' ? Number.NaN : numberOf(cell);
    if (value === null) return { kind: 'text', values: cells.map((text) => (text === '' ? null : text)) };
    values[row] = value;
  }
  return { kind: 'numbers', values };
}

/** What a text says as a number; null when it says none. `Number` rounds correctly. */
export function numberOf(text: string): number | null {
  return number.test(text) ? Number(text) : (numbersInWords.get(text.toLowerCase()) ?? null);
}
