import { type KolmogorovMethod, hasExactLaw, kolmogorovPValue, kolmogorovSmirnov } from '#libs/measurement/drift/kolmogorov-smirnov.js';
import { sortedPair } from '#libs/measurement/drift/sorted-pair.js';
import { numberOf } from '../figures.js';
import type { VectorMetric } from '../vector-metric.js';

export const ks2samp: VectorMetric = (inputs) => {
  const pair = sortedPair(inputs.numbers('reference'), inputs.numbers('current'));
  const { statistic, location, sign } = kolmogorovSmirnov(pair);
  const [n, m] = [pair.reference.length, pair.current.length];
  const pValue = (method: KolmogorovMethod): number => numberOf(kolmogorovPValue(statistic, n, m, method));
  const isExact = hasExactLaw(n, m);
  return {
    n_reference: n,
    n_current: m,
    statistic: numberOf(statistic),
    statistic_location: numberOf(location),
    statistic_sign: sign,
    pvalue_kolmogorov_limit: pValue('limit'),
    pvalue_asymp: pValue('one-sample'),
    pvalue_auto: pValue(isExact ? 'exact' : 'one-sample'),
    ...(isExact ? { pvalue_exact: pValue('exact') } : {}),
  };
};
