import { countsInBins, quantileEdges } from '#libs/measurement/drift/bins.js';
import { presentOf } from '#libs/measurement/drift/present.js';
import { psiNoDriftLimit } from '#libs/measurement/drift/psi-limit.js';
import { numberOf } from '../figures.js';
import type { VectorMetric } from '../vector-metric.js';
import { divergences } from './divergences.js';

export const binnedDivergence: VectorMetric = (inputs, params) => {
  const reference = presentOf(inputs.numbers('reference')).values;
  const current = presentOf(inputs.numbers('current')).values;
  const edges = edgesOf(params['binning'] as Readonly<Record<string, unknown>>, reference);
  const counts = { reference: countsInBins(reference, edges), current: countsInBins(current, edges) };
  return { edges, ...divergences(counts), psi_null_95: numberOf(psiNoDriftLimit(reference.length, current.length, edges.length + 1)) };
};

function edgesOf(binning: Readonly<Record<string, unknown>>, reference: Float64Array): Float64Array {
  if (binning['kind'] === 'reference_quantiles') return quantileEdges(reference, Number(binning['bins'] ?? 10));
  if (binning['kind'] === 'fixed_edges') return Float64Array.from(binning['edges'] as readonly number[]);
  throw new Error(`the binning "${String(binning['kind'])}" is not known`);
}
