import { type CountPair, divergence, jensenShannonNatural, psiSmoothed } from '#libs/measurement/drift/divergence.js';
import { numberOf } from '../figures.js';

/** What the vectors expect of any two rows of counts. */
export function divergences(counts: CountPair): Readonly<Record<string, unknown>> {
  const plain = psiSmoothed(counts, 'none');
  return {
    reference_counts: counts.reference,
    current_counts: counts.current,
    psi_floor_1e4: numberOf(divergence('psi', counts)),
    psi_add_half: numberOf(psiSmoothed(counts, 'add-half')),
    // A bin that is empty on one side only makes it infinite, which the format writes as such.
    psi_no_smoothing: plain.reason === 'not-finite' ? Infinity : numberOf(plain),
    kl_floor_1e4: numberOf(divergence('kullback-leibler', counts)),
    js_distance_base2: numberOf(divergence('jensen-shannon', counts)),
    js_distance_natural: numberOf(jensenShannonNatural(counts)),
    hellinger: numberOf(divergence('hellinger', counts)),
    total_variation: numberOf(divergence('total-variation', counts)),
    l_infinity: numberOf(divergence('l-infinity', counts)),
  };
}
