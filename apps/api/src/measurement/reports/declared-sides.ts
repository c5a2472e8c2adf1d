import type { ColumnSide, ColumnSides } from '#libs/measurement/reports/watched-columns.js';
import type { ProfileColumn, TrainingProfile } from '#libs/wire/training-profiles.js';

/** A declared training profile as one side of a comparison. It says nothing of decisions and outcomes. */
export function declaredSides({ columns, rows }: TrainingProfile): ColumnSides {
  const sides = new Map<string, ColumnSide>();
  for (const column of columns) {
    const key = column.name === 'score' ? 'score' : `feature:${column.name}`;
    sides.set(key, declaredSide(column, column.name === 'score'));
    if (key !== 'score') sides.set(`missing:${column.name}`, { kind: 'missing-rate', rate: { successes: column.missing, total: rows } });
  }
  return sides;
}

function declaredSide(column: ProfileColumn, isScore: boolean): ColumnSide {
  if ('categories' in column) return { kind: 'categorical-feature', counts: new Map(Object.entries(column.categories)), missing: column.missing };
  const histogram = { upperEdges: Float64Array.of(...column.edges, Number.POSITIVE_INFINITY), counts: Float64Array.from(column.counts) };
  return { kind: isScore ? 'score' : 'numeric-feature', numeric: { form: 'histogram', histogram, missing: column.missing } };
}
