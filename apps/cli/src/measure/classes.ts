import { numberOf } from './reading/cell-number.js';
import type { Column } from './reading/column-builder.js';
import { listOf } from './reading/near-names.js';
import { refuse } from './reading/refuse.js';

const inWords: ReadonlyMap<string, number> = new Map(
  Object.entries({ '1': 1, true: 1, yes: 1, positive: 1, ok: 1, '0': 0, false: 0, no: 0, negative: 0, error: 0 }),
);
/** More different cells than this are not kept to be named. */
const valuesKept = 50;

/**
 * The two classes of a column: 1 positive, 0 negative, NaN missing.
 *
 * `positive` names the cell that means positive and makes every other one negative. Without it, or where `labels` of the same rows
 * are written in other words (a decision 1 beside the outcome "hired"), cells are 1, true, yes, positive or ok, and 0, false, no, negative or error.
 * @throws FineprintError INVALID when a cell is neither
 */
export function classesOf(column: Column, positive: string | undefined, name: string, labels: Column | null): { readonly classes: Float64Array; readonly note: string | null } {
  const values = valuesOf(column);
  const isNamed = positive !== undefined && values.some((value) => isSame(value, positive));
  const speaksPlainly = values.every((value) => inWords.has(value.toLowerCase()));
  const isOwnCoding = labels !== null && speaksPlainly && !valuesOf(labels).some((value) => values.includes(value));
  if (positive !== undefined && (isNamed || !isOwnCoding)) {
    const note = isNamed || values.length === 0 ? null : `No cell of ${name} is "${positive}"; it holds ${listOf(values)}.`;
    return { classes: mapped(column, (value) => Number(isSame(value, positive))), note };
  }
  const odd = values.find((value) => !inWords.has(value.toLowerCase()));
  if (odd !== undefined) refuse(`${name} holds "${odd}": say which cell is the positive one with --positive VALUE (it holds ${listOf(values)})`);
  return { classes: mapped(column, (value) => inWords.get(value.toLowerCase())!), note: null };
}

/** The different cells of a column, up to a few more than two classes can have. */
function valuesOf(column: Column): readonly string[] {
  if (column.kind === 'texts') return column.labels;
  const values = new Set<number>();
  for (let row = 0; row < column.values.length && values.size < valuesKept; row++) {
    const value = column.values[row]!;
    if (!Number.isNaN(value)) values.add(value);
  }
  return Array.from(values, String);
}

function mapped(column: Column, classOf: (value: string) => number): Float64Array {
  if (column.kind === 'texts') {
    const classes = column.labels.map(classOf);
    return Float64Array.from(column.codes, (code) => (code === -1 ? Number.NaN : classes[code]!));
  }
  const known = new Map<number, number>();
  return column.values.map((value) => {
    if (Number.isNaN(value)) return value;
    const found = known.get(value) ?? classOf(String(value));
    known.set(value, found);
    return found;
  });
}

/** The same text, or the same number however it is written. */
function isSame(value: string, positive: string): boolean {
  return value === positive || (numberOf(value) !== undefined && numberOf(value) === numberOf(positive));
}

/** The same as 1, 0 and -1 for missing. */
export function tristate(classes: Float64Array): Int8Array {
  return Int8Array.from(classes, (value) => (Number.isNaN(value) ? -1 : value));
}
