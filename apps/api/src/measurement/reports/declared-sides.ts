import { declaredColumn } from '#libs/measurement/drift/declared.js';
import type { ColumnSide, ColumnSides } from '#libs/measurement/reports/watched-columns.js';
import type { ProfileColumn, TrainingProfile } from '#libs/wire/training-profiles.js';

/** A declared training profile as one side of a comparison. It says nothing of decisions and outcomes. */
export function declaredSides({ columns, rows }: TrainingProfile): ColumnSides {
  const sides = new Map<string, ColumnSide>();
  for (const column of columns) {
    const key = column.name === 'score' ? 'score' : `feature:${column.name}`;
    sides.set(key, declaredSide(column));
    if (key !== 'score') sides.set(`missing:${column.name}`, { kind: 'missing-rate', rate: { successes: column.missing, total: rows } });
  }
  return sides;
}

function declaredSide(column: ProfileColumn): ColumnSide {
  const declared = declaredColumn(column);
  if (declared.kind === 'categorical') return { kind: 'categorical-feature', counts: new Map([...declared.counts].map(([label, rows]) => [String(label), rows])), missing: declared.missing };
  return { kind: column.name === 'score' ? 'score' : 'numeric-feature', numeric: { form: 'histogram', histogram: declared.histogram, missing: declared.missing } };
}
