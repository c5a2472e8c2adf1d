import { type Column, type Table, numberOf } from './datasets.js';
import type { Selection } from './vector-file.js';
import type { CaseInputs } from './vector-metric.js';

type FromTable = Extract<Selection, { dataset: string }>;
type Condition = NonNullable<FromTable['where']>[number];
type Value = string | number | null;

/** The inputs of a case. `tableOf` opens a data set by its name. */
export function inputsOf(selections: Readonly<Record<string, Selection>>, tableOf: (dataset: string) => Table): CaseInputs {
  const columnOf = (role: string): Column => {
    const selection = selections[role];
    if (selection === undefined) throw new Error(`the case has no input "${role}"`);
    return 'inline' in selection ? inlineColumn(selection.inline) : selectedColumn(selection, tableOf(selection.dataset));
  };
  return {
    roles: Object.keys(selections),
    numbers: (role) => {
      const column = columnOf(role);
      if (column.kind === 'numbers') return column.values;
      return Float64Array.from(column.values, (value) => {
        const number = value === null ? Number.NaN : (truthOf(value) ?? numberOf(value));
        if (number === null) throw new Error(`the input "${role}" holds "${value}" where numbers are needed`);
        return number;
      });
    },
    values: (role) => {
      const column = columnOf(role);
      return column.kind === 'text' ? column.values : Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
    },
  };
}

/** Whether a value is the one that a parameter such as `positive` names; null when it is missing. */
export function isLabel(value: Value, label: unknown): boolean | null {
  if (value === null) return null;
  if (typeof label === 'boolean') return value === Number(label) || (typeof value === 'string' && truthOf(value) === Number(label));
  return value === label || String(value) === String(label);
}

function truthOf(text: string): number | null {
  if (/^true$/i.test(text)) return 1;
  return /^false$/i.test(text) ? 0 : null;
}

/** "NaN" and null are missing; "Infinity" and "-Infinity" are the numbers, unless other text stands beside them. */
function inlineColumn(inline: readonly (Value | boolean)[]): Column {
  const values = inline.map((value) => (value === 'NaN' ? null : typeof value === 'boolean' ? Number(value) : value));
  const numbers = values.map((value) => (value === null ? Number.NaN : value === 'Infinity' ? Infinity : value === '-Infinity' ? -Infinity : value));
  if (numbers.every((value) => typeof value === 'number')) return { kind: 'numbers', values: Float64Array.from(numbers) };
  return { kind: 'text', values: values.map((value) => (value === null ? null : String(value))) };
}

function selectedColumn(selection: FromTable, table: Table): Column {
  const column = table.column(selection.column);
  const rows = selectedRows(selection, table);
  if (column.kind === 'text') return { kind: 'text', values: rows.map((row) => column.values[row]!) };
  return { kind: 'numbers', values: Float64Array.from(rows, (row) => column.values[row]!) };
}

/** Conditions first, then the slice: rows are counted among those that meet the conditions. */
function selectedRows({ where = [], rows: slice }: FromTable, table: Table): readonly number[] {
  let rows = Array.from({ length: table.rows }, (_, row) => row);
  for (const condition of where) {
    const column = table.column(condition[0]);
    rows = rows.filter((row) => holds(column, row, condition));
  }
  if (slice === undefined) return rows;
  const [start, end, step] = slice;
  const every = step ?? 1;
  if (every < 1) throw new Error(`a slice goes forward by 1 or more rows, not by ${every}`);
  return rows.slice(start ?? 0, end ?? rows.length).filter((_, position) => position % every === 0);
}

/** A missing value meets no condition but `ne`. Text is ordered by its characters, so that times compare as they should. */
function holds(column: Column, row: number, [, operator, operand]: Condition): boolean {
  const value = valueAt(column, row);
  const same = (other: unknown): boolean => value === comparable(column, other);
  switch (operator) {
    case 'eq':
      return same(operand);
    case 'ne':
      return !same(operand);
    case 'in':
      return Array.isArray(operand) && operand.some(same);
    case 'notnull':
      return value !== null;
    case 'gte':
      return orderOf(value, comparable(column, operand)) >= 0;
    case 'gt':
      return orderOf(value, comparable(column, operand)) > 0;
    case 'lte':
      return orderOf(value, comparable(column, operand)) <= 0;
    case 'lt':
      return orderOf(value, comparable(column, operand)) < 0;
  }
}

function valueAt(column: Column, row: number): Value {
  if (column.kind === 'text') return column.values[row]!;
  const value = column.values[row]!;
  return Number.isNaN(value) ? null : value;
}

/** An operand as what the column holds; undefined when it can be no value of it. */
function comparable(column: Column, operand: unknown): Value | undefined {
  if (operand === null) return null;
  if (column.kind === 'text') return typeof operand === 'boolean' ? (operand ? 'True' : 'False') : String(operand);
  return typeof operand === 'string' ? (numberOf(operand) ?? undefined) : Number(operand);
}

/** NaN, which meets no comparison, when one of the two is missing. */
function orderOf(value: Value, operand: Value | undefined): number {
  if (value === null || operand === null || operand === undefined) return Number.NaN;
  return value < operand ? -1 : value > operand ? 1 : 0;
}
