import type { DriftMeasure } from '#libs/wire/drift-reports.js';
import { type ColumnMeasure, assessColumns } from '../drift/assess-columns.js';
import { assessDeclared, assessHistograms } from '../drift/assess-histograms.js';
import { type Assessment, assessCounts, assessRates } from '../drift/assessment.js';
import { pairCategories } from '../drift/categories.js';
import { type Histogram, histogramOf } from '../drift/histogram.js';
import { presentOf } from '../drift/present.js';
import type { ColumnSide, NumericSide } from './watched-columns.js';

const numericMeasures = ['psi', 'ks', 'jensen-shannon', 'kullback-leibler', 'wasserstein', 'hellinger', 'total-variation', 'l-infinity'] as const satisfies readonly ColumnMeasure[];
const categoricalMeasures = ['psi', 'chi-square', 'jensen-shannon', 'kullback-leibler', 'hellinger', 'total-variation', 'l-infinity'] as const satisfies readonly ColumnMeasure[];

/** Every measure of a column that both windows have, or that one of them lacks (then with the other side empty). */
export function assessmentsOf(reference: ColumnSide, current: ColumnSide, isDeclared: boolean): Assessment[] {
  if ('rate' in reference && 'rate' in current) return [assessRates(reference.rate, current.rate)];
  if ('counts' in reference && 'counts' in current) {
    const pair = pairCategories(reference.counts, current.counts);
    return categoricalMeasures.map((measure) => assessCounts(measure, pair));
  }
  if ('numeric' in reference && 'numeric' in current) return assessNumeric(reference.numeric, current.numeric, isDeclared);
  return [];
}

function assessNumeric(reference: NumericSide, current: NumericSide, isDeclared: boolean): Assessment[] {
  if (reference.form === 'values' && current.form === 'values') return assessColumns(numericMeasures, reference.values, current.values);
  if (isDeclared && reference.form === 'histogram') return assessDeclared(numericMeasures, reference.histogram, histogramAt(current, reference.histogram));
  return assessHistograms(numericMeasures, histogramAt(reference, null), histogramAt(current, null));
}

/** A side as a histogram; values are counted over the declared edges, which is exact. */
function histogramAt(side: NumericSide, declared: Histogram | null): Histogram {
  if (side.form === 'histogram') return side.histogram;
  return histogramOf(presentOf(side.values).values, declared === null ? new Float64Array() : declared.upperEdges.subarray(0, -1));
}

/** The measure that decides on a column of this kind. */
export function decidingMeasure(side: ColumnSide, wanted: DriftMeasure): DriftMeasure {
  if ('rate' in side) return 'rate-difference';
  return 'counts' in side && (wanted === 'ks' || wanted === 'wasserstein') ? 'psi' : wanted;
}
