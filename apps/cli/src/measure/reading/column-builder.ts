import { instantOf } from '#libs/wire/instant.js';
import type { Row } from './row.js';

/** The cells of a column in the order of their rows: numbers (NaN is missing), or texts written once with a code for each row (-1 is missing). */
export type Column =
  | { readonly kind: 'numbers'; readonly values: Float64Array }
  | { readonly kind: 'texts'; readonly codes: Int32Array; readonly labels: readonly string[] };

/** Takes a column's cell of one row after another. */
export interface ColumnBuilder {
  /** False, and nothing is taken, when the cell is not of the column's kind. */
  add(row: Row): boolean;
  end(): Column;
}

/** What a column's cells must be: anything, numbers, or instants, which become milliseconds since 1970. */
export type CellKind = 'any' | 'numbers' | 'instants';

const firstRows = 16_384;
/** Numbers above are milliseconds since 1970, those up to it seconds. */
const mostSeconds = 1e11;

export function numberBuilder(place: number): ColumnBuilder {
  return valueBuilder((row) => row.numberAt(place));
}

/** Instants with a zone such as 2026-03-01T09:30:00Z, or seconds or milliseconds since 1970. */
export function instantBuilder(place: number): ColumnBuilder {
  return valueBuilder((row) => {
    const key = row.keyAt(place);
    if (key === null) return Number.NaN;
    const value = row.numberAt(place);
    if (value !== undefined) return value > mostSeconds ? value : value * 1_000;
    const instant = instantOf(key);
    return Number.isNaN(instant) ? undefined : instant;
  });
}

function valueBuilder(valueOf: (row: Row) => number | undefined): ColumnBuilder {
  let values = new Float64Array(firstRows);
  let rows = 0;
  return {
    add(row) {
      const value = valueOf(row);
      if (value === undefined) return false;
      if (rows === values.length) values = new Float64Array(values.buffer.transfer(values.byteLength * 2));
      values[rows++] = value;
      return true;
    },
    end: () => ({ kind: 'numbers', values: values.slice(0, rows) }),
  };
}

export function textBuilder(place: number): ColumnBuilder {
  const codeOf = new Map<string, number>();
  const labels: string[] = [];
  let codes = new Int32Array(firstRows);
  let rows = 0;
  return {
    add(row) {
      const key = row.keyAt(place);
      let code = key === null ? -1 : codeOf.get(key);
      if (code === undefined) {
        code = labels.push(row.textOf(key!)) - 1;
        codeOf.set(key!, code);
      }
      if (rows === codes.length) codes = new Int32Array(codes.buffer.transfer(codes.byteLength * 2));
      codes[rows++] = code;
      return true;
    },
    end: () => ({ kind: 'texts', codes: codes.slice(0, rows), labels }),
  };
}
