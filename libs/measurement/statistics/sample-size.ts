import { zOf95 } from './proportion.js';

const most = 1_000_000_000;

/**
 * The least number of trials at which a share of `observed` percent lies wholly below `target` percent (0 to 100): its 95 % Wilson
 * interval leaves the target out. Null when `observed` is not below the target, or when a thousand million trials do not suffice.
 *
 * Source: Wilson (1927), Probable inference: the interval of p leaves t out exactly when n > z² t(1 - t) / (p - t)².
 */
export function sampleToFallShort(observed: number, target: number): number | null {
  if (!(observed < target)) return null;
  const [share, promised] = [observed / 100, target / 100];
  const least = Math.floor((zOf95 ** 2 * promised * (1 - promised)) / (share - promised) ** 2) + 1;
  return least > most ? null : least;
}
