import type { z } from 'zod';
import { FineprintError, type Fault } from './errors.js';
import { Event, Outcome } from './events.js';
import { pointerTo } from './pointer.js';

const schemas = { event: Event, outcome: Outcome } as const;
type Kind = keyof typeof schemas;

const quote = 34;
const numbers = new Set(['score', 'latencyMs']);
const yesOrNo = new Set(['decision', 'humanDecision']);
const json = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const booleans: Readonly<Record<string, boolean>> = { true: true, false: false, '1': true, '0': false };

/**
 * Checks the header of a CSV: its columns are the fields of an event or outcome; `segments.<name>` and `features.<name>`
 * carry one segment or feature each.
 * @throws FineprintError INVALID that names every missing, unknown and repeated column
 */
export function checkHeader(kind: Kind, columns: readonly string[]): void {
  const fields = Object.entries(schemas[kind].shape) as [string, z.ZodType][];
  const known = new Set(fields.map(([name]) => name).filter((name) => name !== 'segments' && name !== 'features'));
  const isKnown = (column: string): boolean => known.has(column) || (kind === 'event' && /^(segments|features)\.(?!__proto__$)./s.test(column));
  const missing = fields.filter(([name, schema]) => !schema.safeParse(undefined).success && !columns.includes(name)).map(([name]) => name);
  const unknown = columns.filter((column) => !isKnown(column));
  const repeated = columns.filter((column, at) => columns.indexOf(column) !== at);
  const faults = [
    ...missing.map((column) => fault(column, 'COLUMN_MISSING', `the column "${column}" is missing`)),
    ...unknown.map((column) => fault(column, 'COLUMN_UNKNOWN', `"${column}" is not a column`)),
    ...repeated.map((column) => fault(column, 'COLUMN_REPEATED', `the column "${column}" is repeated`)),
  ];
  if (faults.length === 0) return;
  const hint = columns.length === 1 && /[;\t|]/.test(columns[0] ?? '') ? ' Cells are separated by commas.' : '';
  throw new FineprintError('INVALID', `The first line of the CSV: ${faults.map(({ detail }) => detail).join(', ')}.${hint}`.slice(0, 1_000), faults.slice(0, 100));
}

/** The cells of one CSV record without its line end (RFC 4180); undefined when its quotes make no sense. */
export function cellsOf(record: string): string[] | undefined {
  if (!record.includes('"')) return record.split(',');
  const cells: string[] = [];
  for (let at = 0; at <= record.length; at += 1) {
    const isQuoted = record.charCodeAt(at) === quote;
    const end = isQuoted ? closingQuote(record, at + 1) : commaOrEnd(record, at);
    const cell = record.slice(isQuoted ? at + 1 : at, end);
    cells.push(isQuoted ? cell.replaceAll('""', '"') : cell);
    at = isQuoted ? end + 1 : end;
    if (end > record.length || (!isQuoted && cell.includes('"')) || (at < record.length && record[at] !== ',')) return undefined;
  }
  return cells;
}

function commaOrEnd(record: string, from: number): number {
  const comma = record.indexOf(',', from);
  return comma === -1 ? record.length : comma;
}

/** Beyond the end when the cell is not closed. */
function closingQuote(record: string, from: number): number {
  for (let at = from; at < record.length; at += 1) {
    if (record.charCodeAt(at) !== quote) continue;
    if (record.charCodeAt(at + 1) !== quote) return at;
    at += 1;
  }
  return record.length + 1;
}

/** The plain value of one CSV record under its header. An empty cell is a field that is not given; reasons are separated by `|`. */
export function valueOfRecord(columns: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const segments: [string, string][] = [];
  const features: [string, unknown][] = [];
  for (const [at, column] of columns.entries()) {
    const cell = cells[at] ?? '';
    if (cell === '') continue;
    if (column.startsWith('segments.')) segments.push([column.slice(9), cell]);
    else if (column.startsWith('features.')) features.push([column.slice(9), numberOr(cell)]);
    else value[column] = cellValue(column, cell);
  }
  if (segments.length > 0) value['segments'] = Object.fromEntries(segments);
  if (features.length > 0) value['features'] = Object.fromEntries(features);
  return value;
}

function cellValue(column: string, cell: string): unknown {
  if (numbers.has(column)) return numberOr(cell);
  if (yesOrNo.has(column)) return Object.hasOwn(booleans, cell) ? booleans[cell] : cell;
  return column === 'reasons' ? cell.split('|') : cell;
}

// What is not a JSON number stays text: a feature's category, elsewhere something that the schema refuses.
function numberOr(cell: string): number | string {
  return json.test(cell) ? Number(cell) : cell;
}

function fault(column: string, code: string, detail: string): Fault {
  return { pointer: pointerTo([column]), code, detail: detail.toWellFormed() };
}
