import { sortedPair } from '#libs/measurement/drift/sorted-pair.js';
import { spreadOf, wasserstein } from '#libs/measurement/drift/wasserstein.js';
import { numberOf } from '../figures.js';
import type { VectorMetric } from '../vector-metric.js';

export const wasserstein1: VectorMetric = (inputs) => {
  const pair = sortedPair(inputs.numbers('reference'), inputs.numbers('current'));
  const found = wasserstein(pair);
  const distance = found.reason === 'not-finite' ? farAway([...pair.reference, ...pair.current]) : numberOf(found);
  // Evidently's rule, which the vectors follow: a deviation below 0.001, also that of a constant, counts as 0.001.
  const deviation = spreadOf(pair.reference, 'standard-deviation');
  return { distance, normalised_by_reference_std: distance / (deviation.reason === 'not-finite' ? Number.NaN : Math.max(0.001, deviation.value ?? 0)) };
};

/** The format writes what scipy says of infinite values: an infinite distance, or none where two of them are subtracted. */
function farAway(values: readonly number[]): number {
  const isOnce = (end: number): boolean => values.filter((value) => value === end).length < 2;
  return isOnce(Infinity) && isOnce(-Infinity) ? Infinity : Number.NaN;
}
