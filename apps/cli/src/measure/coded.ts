import { type CodedColumn, inCodePointOrder } from '#libs/measurement/fairness/coded-column.js';
import type { Column } from './reading/column-builder.js';

/** A column as codes with labels in code-point order; numbers are named as they are written shortest, so that 1.0 is 1. */
export function codedColumnOf(column: Column): CodedColumn {
  if (column.kind === 'texts') return inCodePointOrder(column.codes.slice(), column.labels);
  const codeOf = new Map<number, number>();
  const codes = new Int32Array(column.values.length);
  for (let row = 0; row < codes.length; row++) {
    const value = column.values[row]!;
    if (Number.isNaN(value)) {
      codes[row] = -1;
      continue;
    }
    let code = codeOf.get(value);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(value, code);
    }
    codes[row] = code;
  }
  return inCodePointOrder(codes, Array.from(codeOf.keys(), String));
}
