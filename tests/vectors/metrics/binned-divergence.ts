import { countsInBins, quantileEdges } from '#libs/measurement/drift/bins.js';
import type { CountPair } from '#libs/measurement/drift/divergence.js';
import { presentOf } from '#libs/measurement/drift/present.js';
import { psiNoDriftLimit } from '#libs/measurement/drift/psi-limit.js';
import { numberOf } from '../figures.js';
import type { VectorMetric } from '../vector-metric.js';
import { divergences } from './divergences.js';
import { countsInEqualBins, doaneEdges, sturgesEdges } from './equal-width-bins.js';

interface Binned {
  readonly edges: Float64Array;
  readonly counts: CountPair;
}

export const binnedDivergence: VectorMetric = (inputs, params) => {
  const reference = presentOf(inputs.numbers('reference')).values;
  const current = presentOf(inputs.numbers('current')).values;
  const { edges, counts } = binned(params['binning'] as Readonly<Record<string, unknown>>, reference, current);
  return { edges, ...divergences(counts), psi_null_95: numberOf(psiNoDriftLimit(reference.length, current.length, counts.reference.length)) };
};

function binned(binning: Readonly<Record<string, unknown>>, reference: Float64Array, current: Float64Array): Binned {
  switch (binning['kind']) {
    case 'reference_quantiles':
      return between(quantileEdges(reference, Number(binning['bins'] ?? 10)), reference, current);
    case 'fixed_edges':
      return between(Float64Array.from(binning['edges'] as readonly unknown[], Number), reference, current);
    case 'combined_sturges': {
      const edges = sturgesEdges(Float64Array.of(...reference, ...current));
      return { edges, counts: { reference: countsInEqualBins(reference, edges).counts, current: countsInEqualBins(current, edges).counts } };
    }
    case 'reference_doane_overflow': {
      const edges = doaneEdges(reference);
      const { counts, outside } = countsInEqualBins(current, edges);
      return { edges, counts: { reference: Float64Array.of(...countsInEqualBins(reference, edges).counts, 0), current: Float64Array.of(...counts, outside) } };
    }
    default:
      throw new Error(`the binning "${String(binning['kind'])}" is not known`);
  }
}

function between(edges: Float64Array, reference: Float64Array, current: Float64Array): Binned {
  return { edges, counts: { reference: countsInBins(reference, edges), current: countsInBins(current, edges) } };
}
