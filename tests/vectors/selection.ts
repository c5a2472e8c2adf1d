import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** The folder of reference vectors and data sets, beside the checkout. */
const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));

type Operator = 'eq' | 'ne' | 'in' | 'gte' | 'gt' | 'lte' | 'lt' | 'notnull';
type Condition = readonly [column: string, operator: Operator, operand?: unknown];
export type Selection =
  | { readonly inline: readonly unknown[] }
  | { readonly dataset: string; readonly column: string; readonly where?: readonly Condition[]; readonly rows?: readonly [start: number, end: number, step?: number] };

export interface VectorCase {
  readonly id: string;
  readonly metric: string;
  readonly normative: boolean;
  readonly inputs: Readonly<Record<string, Selection>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: { readonly rel: number; readonly abs: number };
}

interface Suite {
  readonly datasets: Readonly<Record<string, { readonly file: string }>>;
  readonly cases: readonly VectorCase[];
}

/** The normative cases of one topic and metric; null, said aloud, when the folder is missing. */
export function vectorCases(topic: string, metric: string): { readonly cases: readonly VectorCase[]; readonly select: (selection: Selection) => readonly unknown[] } | null {
  const file = `${shared}vectors/${topic}.json`;
  if (!existsSync(file)) {
    console.warn(`LEFT OUT: the reference vectors of "${topic}" (${metric}), because ../shared/vectors is missing`);
    return null;
  }
  const suite = JSON.parse(readFileSync(file, 'utf8')) as Suite;
  const cases = suite.cases.filter((one) => one.metric === metric && one.normative);
  return { cases, select: (selection) => select(suite, selection) };
}

/** Whether a number is what a case expects within its tolerance; null stands for undefined. */
export function isClose(got: number | null, expected: unknown, { rel, abs }: VectorCase['tolerance']): boolean {
  if (expected === 'NaN') return got === null;
  return typeof expected === 'number' && got !== null && Math.abs(got - expected) <= abs + rel * Math.abs(expected);
}

type Row = Readonly<Record<string, string>>;
const tables = new Map<string, readonly Row[]>();

function select(suite: Suite, selection: Selection): readonly unknown[] {
  if ('inline' in selection) return selection.inline;
  const table = tableOf(suite.datasets[selection.dataset]!.file.replace(/^shared\//, ''));
  const rows = table.filter((row) => (selection.where ?? []).every((condition) => holds(row, condition)));
  const [start, end, step = 1] = selection.rows ?? [0, rows.length];
  return rows.slice(start, end).filter((_, index) => index % step === 0).map((row) => valueOf(row[selection.column]!));
}

function tableOf(file: string): readonly Row[] {
  const known = tables.get(file);
  if (known !== undefined) return known;
  const rows: Row[] = parse(gunzipSync(readFileSync(`${shared}${file}`)), { columns: true });
  tables.set(file, rows);
  return rows;
}

function valueOf(cell: string): unknown {
  if (cell === '') return null;
  const number = Number(cell);
  return Number.isNaN(number) ? cell : number;
}

function holds(row: Row, [column, operator, operand]: Condition): boolean {
  const value = valueOf(row[column]!);
  switch (operator) {
    case 'eq':
      return value === operand;
    case 'ne':
      return value !== operand;
    case 'in':
      return Array.isArray(operand) && operand.includes(value);
    case 'notnull':
      return value !== null;
    case 'gte':
      return Number(value) >= Number(operand);
    case 'gt':
      return Number(value) > Number(operand);
    case 'lte':
      return Number(value) <= Number(operand);
    case 'lt':
      return Number(value) < Number(operand);
  }
}
