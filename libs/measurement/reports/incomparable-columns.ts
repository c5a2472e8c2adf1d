import type { ColumnSide, ColumnSides } from './watched-columns.js';

/** A column that one side lacks, or that is of another kind on the other: it can neither have drifted nor not. */
export interface IncomparableColumn {
  readonly key: string;
  readonly kind: ColumnSide['kind'];
  readonly sentence: string;
  readonly reference: ColumnSide | undefined;
  readonly current: ColumnSide | undefined;
}

/** Columns without an answer, those of the window first. A declared baseline may be silent about columns; a missing rate goes with its feature. */
export function incomparableColumns(reference: ColumnSides, current: ColumnSides, isDeclared: boolean): IncomparableColumn[] {
  const found: IncomparableColumn[] = [];
  for (const [key, now] of current) {
    const before = reference.get(key);
    if (before === undefined && !isDeclared && now.kind !== 'missing-rate') found.push({ key, kind: now.kind, sentence: 'The baseline has no value of this column to compare with.', reference: before, current: now });
    if (before !== undefined && before.kind !== now.kind) {
      found.push({ key, kind: now.kind, sentence: `The baseline has ${wordOf(before)}, the window ${wordOf(now)}: they cannot be compared.`, reference: before, current: now });
    }
  }
  for (const [key, before] of reference) {
    if (!current.has(key) && before.kind !== 'missing-rate') found.push({ key, kind: before.kind, sentence: 'The window has no value of this column, which the baseline has.', reference: before, current: undefined });
  }
  return found;
}

function wordOf({ kind }: ColumnSide): string {
  return kind === 'categorical-feature' ? 'categories' : 'numbers';
}
