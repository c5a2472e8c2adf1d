import type { DriftMeasure } from '#libs/wire/drift-reports.js';
import { type Assessment, assessCounts, unassessable } from './assessment.js';
import { countsInBins, quantileEdges } from './bins.js';
import type { BinnedMeasure } from './forms.js';
import { kolmogorovPValue, kolmogorovSmirnov } from './kolmogorov-smirnov.js';
import { presentOf } from './present.js';
import { exactly } from './ranged-figure.js';
import { type SortedPair, sortedPair } from './sorted-pair.js';
import { normalisedWasserstein } from './wasserstein.js';

/** The measures of a numeric column. */
export type ColumnMeasure = Exclude<DriftMeasure, 'rate-difference'>;

/** Bins at the deciles of the reference unless told otherwise. */
export const defaultBins = 10;

/**
 * Assesses two numeric columns (NaN: missing, left out; infinities: values) exactly. Binned measures use the quantiles of the reference as
 * edges; the Wasserstein distance is divided by the reference's interquartile range and takes its evidence from the Kolmogorov-Smirnov test.
 * What needs bins is undefined for a constant reference, unless the current values are constant too.
 */
export function assessColumns(measures: readonly ColumnMeasure[], reference: Float64Array, current: Float64Array, bins = defaultBins): Assessment[] {
  const [before, now] = [presentOf(reference).values, presentOf(current).values];
  const sorted = lazily(() => sortedAssessment(sortedPair(before, now)));
  const binned = lazily(() => binnedAssessment(before, now, bins));
  return measures.map((measure) => (measure === 'ks' || measure === 'wasserstein' ? sorted()(measure) : binned()(measure)));
}

/** Both measures of sorted columns rest on one passage through them. */
function sortedAssessment(pair: SortedPair): (measure: 'ks' | 'wasserstein') => Assessment {
  const [referenceRows, currentRows] = [pair.reference.length, pair.current.length];
  const { statistic } = kolmogorovSmirnov(pair);
  const pValue = kolmogorovPValue(statistic, referenceRows, currentRows);
  return (measure) => {
    const effect = exactly(measure === 'ks' ? statistic : normalisedWasserstein(pair, 'interquartile-range'));
    return { measure, effect, test: 'kolmogorov-limit', pValue, referenceRows, currentRows, occupied: 0 };
  };
}

function binnedAssessment(reference: Float64Array, current: Float64Array, bins: number): (measure: BinnedMeasure) => Assessment {
  if (isConstant(reference)) {
    if (!isConstant(current)) return (measure) => unassessable(measure, reference.length, current.length);
    const stays = reference[0] === current[0];
    const counts = { reference: Float64Array.of(reference.length, 0), current: Float64Array.of(stays ? current.length : 0, stays ? 0 : current.length) };
    return (measure) => assessCounts(measure, counts);
  }
  const edges = quantileEdges(reference, bins);
  const counts = { reference: countsInBins(reference, edges), current: countsInBins(current, edges) };
  return (measure) => assessCounts(measure, counts);
}

function isConstant(values: Float64Array): boolean {
  return values.length > 0 && values.every((value) => value === values[0]);
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
