import { type Bounds, bounds, undefinedBounds } from './bounds.js';
import { betaQuantile, normalQuantile } from './distributions.js';
import { type Proportion, wilsonAt } from './proportion.js';

/** The Wilson score interval of a proportion at a confidence such as 0.95; undefined without a trial. Newcombe 1998, method 3. */
export function wilson(proportion: Proportion, confidence: number): Bounds {
  const ends = wilsonAt(proportion, criticalZ(confidence));
  return ends === null ? undefinedBounds('no-rows') : bounds(ends.low, ends.high);
}

/**
 * The Clopper-Pearson ("exact") interval of a proportion: beta quantiles at α/2 and 1 - α/2, so it covers at least as often as it
 * says. 0 successes have the lower end 0, all have the upper end 1; undefined without a trial.
 */
export function clopperPearson({ successes, total }: Proportion, confidence: number): Bounds {
  if (total === 0) return undefinedBounds('no-rows');
  const tail = (1 - confidence) / 2;
  return bounds(
    successes === 0 ? 0 : betaQuantile(tail, successes, total - successes + 1),
    successes === total ? 1 : betaQuantile(1 - tail, successes + 1, total - successes),
  );
}

/** How many standard deviations either side a normal law's central share `confidence` reaches: 1.96 for 0.95. */
export function criticalZ(confidence: number): number {
  return normalQuantile((1 + confidence) / 2);
}
