import type { EntityManager } from 'typeorm';
import type { ColumnSide, ColumnSides } from '#libs/measurement/reports/watched-columns.js';
import { readExactColumns, readExactFeature } from './exact-columns.js';
import type { ReportWindow } from './report-window.js';

/** The same columns with numeric ones as the values themselves. Counts of categories and rates lose nothing in intervals. */
export async function exactSides(manager: EntityManager, window: ReportWindow, sides: ColumnSides): Promise<ColumnSides> {
  const exact = new Map<string, ColumnSide>();
  for (const [key, side] of sides) {
    if (side.kind === 'score') {
      const { rows, scores } = await readExactColumns(manager, window);
      exact.set(key, { kind: 'score', numeric: { form: 'values', values: scores.subarray(0, rows) } });
    } else if (side.kind === 'numeric-feature') {
      const values = await readExactFeature(manager, window, positionsOf(window, key.slice('feature:'.length)));
      exact.set(key, { kind: 'numeric-feature', numeric: { form: 'values', values } });
    } else {
      exact.set(key, side);
    }
  }
  return exact;
}

/** Where the versions keep a numeric feature. */
function positionsOf({ versions }: ReportWindow, name: string): ReadonlyMap<number, number> {
  return new Map(
    versions.flatMap((version) => {
      const position = version.features.indexOf(name);
      return position >= 0 && version.kinds[position] !== 'categorical' ? [[version.key, position] as const] : [];
    }),
  );
}
