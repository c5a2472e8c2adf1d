import type { CodedColumn } from '#libs/measurement/fairness/coded-column.js';
import { classesOf } from './classes.js';
import { codedColumnOf } from './coded.js';
import type { InputFlag } from './input-flag.js';
import type { Column } from './reading/column-builder.js';
import { type ColumnReference, readColumnReference, readColumnReferences } from './reading/column-reference.js';
import { refuse } from './reading/refuse.js';
import { type Table, readTable } from './reading/table-file.js';
import { type Condition, type Side, sides } from './reading/where.js';

/** One column that was read, for the report. */
export interface Sample extends ColumnReference {
  readonly flag: string;
  readonly rows: number;
  readonly kept: number;
  readonly missing: number;
}

/** The columns of a metric, by the flags that named them. All columns of a side are row-aligned. */
export interface Inputs {
  readonly samples: readonly Sample[];
  has(flag: string): boolean;
  column(flag: string): Column;
  /** NaN is missing. */
  numbers(flag: string): Float64Array;
  /** 1 where the cell is the positive one, 0 where it is not, NaN where it is missing; what the reader has to know goes into `notes`. */
  classes(flag: string, positive: string | undefined, notes: string[]): Float64Array;
  /** The columns as codes, one for each column that the flag names. */
  coded(flag: string): readonly CodedColumn[];
  nameOf(flag: string): string;
}

interface Wanted extends ColumnReference {
  readonly flag: InputFlag;
}

/** Reads the columns that the flags name, each file once for each side. */
export async function readInputs(flags: readonly InputFlag[], given: ReadonlyMap<string, string>, conditions: readonly Condition[], delimiter: string | undefined): Promise<Inputs> {
  const wanted = flags.flatMap((flag) => wantedOf(flag, given.get(flag.name)));
  const odd = conditions.find(({ side }) => side !== null && !wanted.some(({ flag }) => flag.side === side));
  if (odd !== undefined) refuse(`--where ${odd.text}: there is no ${odd.side} sample here`);
  const columns = new Map<Wanted, Column>();
  const samples: Sample[] = [];
  for (const side of [...sides, null]) {
    const ofSide = wanted.filter(({ flag }) => flag.side === side);
    if (ofSide.length === 0) continue;
    const tables = await readSide(ofSide, conditionsOf(conditions, side, ofSide), delimiter);
    for (const one of ofSide) {
      const { rows, kept, columns: read } = tables.get(one.file)!;
      const column = read.get(one.column)!;
      columns.set(one, column);
      samples.push({ flag: one.flag.name, file: one.file, column: one.column, rows, kept, missing: missingIn(column) });
    }
  }
  return inputsOf(columns, samples);
}

function wantedOf(flag: InputFlag, text: string | undefined): readonly Wanted[] {
  if (text === undefined) return flag.isRequired ? refuse(`--${flag.name} FILE:COLUMN is needed`) : [];
  const references = flag.takesSeveral ? readColumnReferences(`--${flag.name}`, text) : [readColumnReference(`--${flag.name}`, text)];
  return references.map((reference) => ({ ...reference, flag }));
}

function conditionsOf(conditions: readonly Condition[], side: Side | null, wanted: readonly Wanted[]): readonly Condition[] {
  const ofSide = conditions.filter((condition) => condition.side === null || condition.side === side);
  const files = new Set(wanted.map(({ file }) => file));
  if (ofSide.length > 0 && files.size > 1) refuse(`--where ${ofSide[0]!.text}: the columns come from ${files.size} files, and rows of different files cannot be chosen together`);
  return ofSide;
}

async function readSide(wanted: readonly Wanted[], conditions: readonly Condition[], delimiter: string | undefined): Promise<ReadonlyMap<string, Table>> {
  const tables = new Map<string, Table>();
  for (const file of new Set(wanted.map((one) => one.file))) {
    const ofFile = wanted.filter((one) => one.file === file);
    const names = [...new Set(ofFile.map(({ column }) => column))];
    const columns = names.map((name) => ({ name, kind: ofFile.find((one) => one.column === name && one.flag.kind !== 'any')?.flag.kind ?? 'any' }));
    tables.set(file, await readTable({ file, columns, conditions, delimiter }));
  }
  const [[first, one], ...others] = [...tables] as [[string, Table], ...[string, Table][]];
  for (const [file, table] of others) if (table.kept !== one.kept) refuse(`${first} has ${one.kept} rows and ${file} has ${table.kept}: they cannot be paired`);
  return tables;
}

function inputsOf(columns: ReadonlyMap<Wanted, Column>, samples: readonly Sample[]): Inputs {
  const all = (flag: string): readonly (readonly [Wanted, Column])[] => [...columns].filter(([wanted]) => wanted.flag.name === flag);
  const one = (flag: string): readonly [Wanted, Column] => all(flag)[0] ?? refuse(`--${flag} FILE:COLUMN is needed`);
  return {
    samples,
    has: (flag) => all(flag).length > 0,
    column: (flag) => one(flag)[1],
    numbers: (flag) => {
      const [{ file, column: name }, column] = one(flag);
      return column.kind === 'numbers' ? column.values : refuse(`${file}: the column "${name}" does not hold numbers`);
    },
    classes: (flag, positive, notes) => {
      const [{ file, column: name }, column] = one(flag);
      const labels = flag.endsWith('decisions') ? all(flag.replace('decisions', 'labels'))[0] : undefined;
      const { classes, note } = classesOf(column, positive, `${file}:${name}`, labels?.[1] ?? null);
      if (note !== null) notes.push(note);
      return classes;
    },
    coded: (flag) => all(flag).map(([, column]) => codedColumnOf(column)),
    nameOf: (flag) => all(flag).map(([wanted]) => wanted.column).join(' and '),
  };
}

function missingIn(column: Column): number {
  let missing = 0;
  if (column.kind === 'numbers') for (let row = 0; row < column.values.length; row++) missing += Number.isNaN(column.values[row]!) ? 1 : 0;
  else for (let row = 0; row < column.codes.length; row++) missing += column.codes[row] === -1 ? 1 : 0;
  return missing;
}
