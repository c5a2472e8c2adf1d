import type { CellKind } from './reading/column-builder.js';
import type { Side } from './reading/where.js';

/** A flag that names a column, or several of one file. */
export interface InputFlag {
  readonly name: string;
  readonly isRequired: boolean;
  readonly kind: CellKind;
  readonly takesSeveral: boolean;
  /** Which sample the column belongs to, where there are two. */
  readonly side: Side | null;
}

/** A column of any values. */
export function column(name: string, more: Partial<InputFlag> = {}): InputFlag {
  return { name, isRequired: true, kind: 'any', takesSeveral: false, side: null, ...more };
}

export function numbers(name: string, more: Partial<InputFlag> = {}): InputFlag {
  return column(name, { kind: 'numbers', ...more });
}
