import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';
import type { Proportion } from '../statistics/proportion.js';
import { type CountPair, sumOf } from './divergence.js';
import { homogeneity } from './homogeneity.js';
import { ratePValue } from './rates.js';

/** The chi-square law is trusted where both samples are expected to have so many rows in a cell. */
const enough = 5;

/**
 * How likely chance alone makes two rows of counts differ as much as these: chi-square homogeneity made safe for rare categories.
 *
 * Categories are taken from the most frequent down and joined until the smaller sample is expected to have 5 rows of each cell; which ones
 * are joined depends on the totals only, so not on where the rows came from. Three cells or more get the chi-square test, two the test of
 * two rates. Rows of the rarest categories that never reach 5 are compared with all others by Fisher's test instead of being hidden in a
 * frequent cell, where a new category would go unseen; the smaller of the two p-values counts twice. Undefined without rows on a side.
 */
export function homogeneityEvidence(counts: CountPair): Figure {
  const [n, m] = [sumOf(counts.reference), sumOf(counts.current)];
  if (n === 0 || m === 0) return undefinedFigure('no-rows');
  const { cells, rest } = joined(counts, (enough * (n + m)) / Math.min(n, m));
  const common = pValueOf(cells);
  if (rest.reference + rest.current === 0) return figure(common);
  const rare = ratePValue({ successes: rest.reference, total: n }, { successes: rest.current, total: m });
  return figure(cells.length < 2 ? rare : Math.min(1, 2 * Math.min(common, rare)));
}

interface Cell {
  readonly reference: number;
  readonly current: number;
}

function joined({ reference, current }: CountPair, rows: number): { readonly cells: readonly Cell[]; readonly rest: Cell } {
  const totals = reference.map((count, at) => count + current[at]!);
  const cells: Cell[] = [];
  let rest = { reference: 0, current: 0 };
  for (const at of [...totals.keys()].toSorted((a, b) => totals[b]! - totals[a]!)) {
    rest = { reference: rest.reference + reference[at]!, current: rest.current + current[at]! };
    if (rest.reference + rest.current < rows) continue;
    cells.push(rest);
    rest = { reference: 0, current: 0 };
  }
  return { cells, rest };
}

function pValueOf(cells: readonly Cell[]): number {
  if (cells.length < 2) return 1;
  const counts = { reference: Float64Array.from(cells, (cell) => cell.reference), current: Float64Array.from(cells, (cell) => cell.current) };
  if (cells.length > 2) return homogeneity(counts).pValue.value!;
  const [first, second] = [cells[0]!, cells[1]!];
  const side = (one: number, other: number): Proportion => ({ successes: one, total: one + other });
  return ratePValue(side(first.reference, second.reference), side(first.current, second.current));
}
