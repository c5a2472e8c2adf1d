import type { ColumnSides } from './watched-columns.js';

/** The name of a feature's categories as a column of their own, in a window in which other versions keep the feature as a number. */
export function categoriesBeside(feature: string): string {
  return `${feature} (categories)`;
}

/** A window's columns under the names that the other window has for them: categories alone here that stand beside numbers there are compared with the categories. */
export function alignedColumns(sides: ColumnSides, other: ColumnSides): ColumnSides {
  const moved = new Map<string, string>();
  for (const [key, { kind }] of sides) {
    if (kind !== 'categorical-feature') continue;
    const [name, beside] = [key.slice('feature:'.length), categoriesBeside(key.slice('feature:'.length))];
    if (sides.has(`feature:${beside}`) || other.get(`feature:${beside}`)?.kind !== 'categorical-feature') continue;
    for (const part of ['feature', 'missing']) moved.set(`${part}:${name}`, `${part}:${beside}`);
  }
  return new Map([...sides].map(([key, side]) => [moved.get(key) ?? key, side]));
}
