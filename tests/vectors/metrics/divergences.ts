import { type CountPair, hellinger, jensenShannon, kullbackLeibler, largestChange, psi, totalVariation } from '#libs/measurement/drift/divergence.js';
import { numberOf } from '../figures.js';

/** What the vectors expect of any two rows of counts. */
export function divergences(counts: CountPair): Readonly<Record<string, unknown>> {
  const plain = psi(counts, 'none');
  return {
    reference_counts: counts.reference,
    current_counts: counts.current,
    psi_floor_1e4: numberOf(psi(counts)),
    psi_add_half: numberOf(psi(counts, 'add-half')),
    // A bin that is empty on one side only makes it infinite, which the format writes as such.
    psi_no_smoothing: plain.reason === 'not-finite' ? Infinity : numberOf(plain),
    kl_floor_1e4: numberOf(kullbackLeibler(counts)),
    js_distance_base2: numberOf(jensenShannon(counts)),
    js_distance_natural: numberOf(jensenShannon(counts, 'natural')),
    hellinger: numberOf(hellinger(counts)),
    total_variation: numberOf(totalVariation(counts)),
    l_infinity: numberOf(largestChange(counts)),
  };
}
