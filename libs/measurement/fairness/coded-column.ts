/** A column of group names, each name written once: `codes` point into `labels`, -1 is a missing value. */
export interface CodedColumn {
  readonly codes: Int32Array;
  /** In code-point order. */
  readonly labels: readonly string[];
}

export const defaultSeparator = ' | ';

/** Up to so many possible combinations have a place in a table (16 MB), which is several times quicker than a map. */
const tableLimit = 2 ** 22;

/** Writes a column of names or numbers as codes; null is missing. */
export function encodeColumn(values: readonly (string | number | null)[]): CodedColumn {
  const codes = new Int32Array(values.length);
  const codeOf = new Map<string | number, number>();
  const labels: string[] = [];
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value === null || value === undefined) {
      codes[row] = -1;
      continue;
    }
    let code = codeOf.get(value);
    if (code === undefined) {
      // The number 1 and the text 1 name the same group.
      code = codeOf.get(String(value)) ?? labels.push(String(value)) - 1;
      codeOf.set(value, code).set(String(value), code);
    }
    codes[row] = code;
  }
  return inCodePointOrder(codes, labels);
}

/**
 * The intersection of columns: one group for each combination that occurs, named by its parts with the separator between them.
 * A row in which any part is missing is missing.
 */
export function intersectionOf(columns: readonly [CodedColumn, ...CodedColumn[]], separator = defaultSeparator): CodedColumn {
  const [first, ...others] = columns;
  const combined = others.reduce((left, right) => combine(left, right, separator), first);
  return others.length === 0 ? first : inCodePointOrder(combined.codes, combined.labels);
}

function combine(left: CodedColumn, right: CodedColumn, separator: string): CodedColumn {
  const codes = new Int32Array(left.codes.length);
  const labels: string[] = [];
  const width = right.labels.length;
  const possible = left.labels.length * width;
  const table = possible <= tableLimit ? new Int32Array(possible).fill(-1) : null;
  const map = new Map<number, number>();
  for (let row = 0; row < codes.length; row++) {
    const a = left.codes[row]!;
    const b = right.codes[row]!;
    if (a < 0 || b < 0) {
      codes[row] = -1;
      continue;
    }
    const pair = a * width + b;
    let code = table === null ? (map.get(pair) ?? -1) : table[pair]!;
    if (code === -1) {
      code = labels.push(`${left.labels[a]}${separator}${right.labels[b]}`) - 1;
      if (table === null) map.set(pair, code);
      else table[pair] = code;
    }
    codes[row] = code;
  }
  return { codes, labels };
}

/** The same column, its codes rewritten in place, with its labels in code-point order; combinations that happen to be named alike stay groups of their own. */
export function inCodePointOrder(codes: Int32Array, labels: readonly string[]): CodedColumn {
  const order = labels.map((_, code) => code).toSorted((a, b) => byCodePoint(labels[a]!, labels[b]!));
  const placeOf = new Int32Array(labels.length);
  for (const [place, code] of order.entries()) placeOf[code] = place;
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) codes[row] = placeOf[codes[row]!]!;
  return { codes, labels: order.map((code) => labels[code]!) };
}

/** Order by code points, where the built-in comparison of texts orders by halves of surrogate pairs. */
function byCodePoint(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)];
  for (let at = 0; at < a.length && at < b.length; at++) {
    const difference = a[at]!.codePointAt(0)! - b[at]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
