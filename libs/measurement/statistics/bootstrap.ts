import { type Bounds, bounds, undefinedBounds } from './bounds.js';
import { type SeededRandom, seededRandom } from './seeded-random.js';
import { ascending, linearQuantile } from './sorting.js';

/** How a bootstrap is done; the same choice gives the same interval. */
export interface BootstrapChoice {
  readonly confidence: number;
  readonly resamples: number;
  readonly seed: number;
}

/** Efron's percentile interval of the mean: the middle share of the means of resamples with replacement. NaN not allowed; undefined without values. */
export function bootstrapMean(values: Float64Array, choice: BootstrapChoice): Bounds {
  const length = values.length;
  if (length === 0) return undefinedBounds('no-rows');
  return percentileBounds(choice, (random) => {
    let sum = 0;
    for (let draw = 0; draw < length; draw++) sum += values[random.below(length)]!;
    return sum / length;
  });
}

/**
 * The same of a quantile `q` (0 to 1, linear between order statistics). Values are drawn by rank and counted, so no resample is
 * sorted.
 */
export function bootstrapQuantile(values: Float64Array, q: number, choice: BootstrapChoice): Bounds {
  const length = values.length;
  if (length === 0) return undefinedBounds('no-rows');
  const sorted = ascending(values);
  const draws = new Uint32Array(length);
  const at = (length - 1) * q;
  const below = Math.floor(at);
  return percentileBounds(choice, (random) => {
    draws.fill(0);
    for (let draw = 0; draw < length; draw++) draws[random.below(length)]!++;
    let rank = 0;
    let seen = draws[0]!;
    while (seen <= below) seen += draws[++rank]!;
    const low = sorted[rank]!;
    while (seen <= below + 1 && rank + 1 < length) seen += draws[++rank]!;
    return low + (sorted[rank]! - low) * (at - below);
  });
}

/** The percentile interval of any statistic of one resample. Undefined, when a resample's statistic is. */
export function percentileBounds({ confidence, resamples, seed }: BootstrapChoice, statisticOf: (random: SeededRandom) => number): Bounds {
  const random = seededRandom(seed);
  const found = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) found[resample] = statisticOf(random);
  if (found.some(Number.isNaN)) return undefinedBounds('not-finite');
  const sorted = ascending(found);
  return bounds(linearQuantile(sorted, (1 - confidence) / 2), linearQuantile(sorted, (1 + confidence) / 2));
}
