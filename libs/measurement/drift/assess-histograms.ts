import { type ColumnMeasure, defaultBins } from './assess-columns.js';
import { type Assessment, assessCounts, unassessable } from './assessment.js';
import { sumOf } from './divergence.js';
import type { BinnedMeasure } from './forms.js';
import { type CoarseBins, declaredBins, quantileBins } from './histogram-bins.js';
import { histogramKolmogorovSmirnov } from './histogram-ks.js';
import { normalisedHistogramWasserstein } from './histogram-wasserstein.js';
import { type Histogram, type PairedHistogram, paired } from './histogram.js';
import { kolmogorovPValue } from './kolmogorov-smirnov.js';

/**
 * Assesses a numeric column of which only bins were kept: intervals of a fixed baseline or of the previous window. Binned measures use the
 * reference's quantiles moved to the nearest borders. Each value comes with the range in which the one from the rows themselves lies.
 */
export function assessHistograms(measures: readonly ColumnMeasure[], reference: Histogram, current: Histogram, bins = defaultBins): Assessment[] {
  const pair = paired(reference, current);
  const coarse = quantileBins(pair, bins);
  return measures.map((measure) => (measure === 'ks' || measure === 'wasserstein' ? assessPaired(measure, pair) : assessBinned(measure, pair, coarse)));
}

/**
 * Assesses a numeric column against bins that a vendor declared. Binned measures use the declared bins themselves, so that they are exact
 * as far as the current bins tell on which side of a declared edge their rows lie.
 */
export function assessDeclared(measures: readonly ColumnMeasure[], declared: Histogram, current: Histogram): Assessment[] {
  const pair = paired(declared, current);
  const coarse = declaredBins(declared, current);
  return measures.map((measure) => (measure === 'ks' || measure === 'wasserstein' ? assessPaired(measure, pair) : assessCounts(measure, coarse.counts, coarse.rowsUpTo)));
}

function assessPaired(measure: 'ks' | 'wasserstein', pair: PairedHistogram): Assessment {
  const [referenceRows, currentRows] = [sumOf(pair.reference), sumOf(pair.current)];
  const kolmogorov = histogramKolmogorovSmirnov(pair);
  return {
    measure,
    effect: measure === 'ks' ? kolmogorov : normalisedHistogramWasserstein(pair),
    test: 'kolmogorov-limit',
    // The statistic over bins is never too large, so neither is the evidence.
    pValue: kolmogorovPValue(kolmogorov.figure, referenceRows, currentRows),
    referenceRows,
    currentRows,
    occupied: 0,
  };
}

function assessBinned(measure: BinnedMeasure, { reference, current }: PairedHistogram, { counts, rowsUpTo }: CoarseBins): Assessment {
  const [only, other] = [onlyBin(reference), onlyBin(current)];
  if (only === null) return assessCounts(measure, counts, rowsUpTo);
  const [n, m] = [reference[only]!, sumOf(current)];
  if (m > 0 && other === null) return unassessable(measure, n, m);
  const stays = only === other ? m : 0;
  return assessCounts(measure, { reference: Float64Array.of(n, 0), current: Float64Array.of(stays, m - stays) }, rowsUpTo);
}

/** The bin that has all rows, or null. */
function onlyBin(counts: Float64Array): number | null {
  const first = counts.findIndex((count) => count > 0);
  return first >= 0 && first === counts.findLastIndex((count) => count > 0) ? first : null;
}
