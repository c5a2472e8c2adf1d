import { type Figure, figure, undefinedFigure } from './figure.js';
import type { Proportion } from './proportion.js';

export interface FisherResult {
  /** Sum of the probabilities of all tables that are no likelier than the one observed. */
  readonly twoSided: Figure;
  /** P(the group has as few successes or fewer). */
  readonly less: Figure;
  /** P(the group has as many successes or more). */
  readonly greater: Figure;
  /** The sample's odds ratio; undefined when a cell of its denominator is empty. */
  readonly oddsRatio: Figure;
}

/** Tables whose probabilities differ by rounding only are equally likely; R's fisher.test allows 1e-7 as well. */
const slack = 1 + 1e-7;

/**
 * Fisher's exact test of two rates: given both totals and all successes, the group's successes follow the hypergeometric law.
 * Its weights are built from the likeliest table outwards, each from its neighbour, and only as far as doubles can hold them, so that
 * a million people cost what √n does. Undefined without trials on a side.
 */
export function fisherExact(group: Proportion, reference: Proportion): FisherResult {
  if (group.total === 0 || reference.total === 0) {
    const none = undefinedFigure('no-rows');
    return { twoSided: none, less: none, greater: none, oddsRatio: none };
  }
  const successes = group.successes + reference.successes;
  const least = Math.max(0, successes - reference.total);
  const most = Math.min(successes, group.total);
  const mode = Math.min(most, Math.max(least, Math.floor(((successes + 1) * (group.total + 1)) / (group.total + reference.total + 2))));
  // Up from k: (group.total - k)(successes - k) / ((k + 1)(reference.total - successes + k + 1)).
  const stepUp = (k: number): number => ((group.total - k) * (successes - k)) / ((k + 1) * (reference.total - successes + k + 1));
  const above = weightsFrom(mode, most, (k) => stepUp(k));
  const below = weightsFrom(mode, least, (k) => 1 / stepUp(k - 1));
  const weightAt = (k: number): number => (k >= mode ? above[k - mode] : below[mode - k]) ?? 0;
  const limit = weightAt(group.successes) * slack;
  let [all, less, greater, unlikely] = [0, 0, 0, 0];
  // From the tails inwards: small weights first, so that none is lost.
  const add = (k: number): void => {
    const weight = weightAt(k);
    all += weight;
    if (k <= group.successes) less += weight;
    if (k >= group.successes) greater += weight;
    if (weight <= limit) unlikely += weight;
  };
  for (let k = mode - below.length + 1; k < mode; k++) add(k);
  for (let k = mode + above.length - 1; k >= mode; k--) add(k);
  const odds = (group.successes * (reference.total - reference.successes)) / ((group.total - group.successes) * reference.successes);
  return {
    twoSided: figure(Math.min(1, unlikely / all)),
    less: figure(Math.min(1, less / all)),
    greater: figure(Math.min(1, greater / all)),
    oddsRatio: figure(odds, 'zero-denominator'),
  };
}

/** Weights from the mode (1) towards `end`, until they are too small for a double. */
function weightsFrom(mode: number, end: number, ratioAt: (k: number) => number): readonly number[] {
  const weights = [1];
  const direction = end < mode ? -1 : 1;
  let weight = 1;
  for (let k = mode; k !== end; k += direction) {
    weight *= ratioAt(k);
    if (weight === 0) break;
    weights.push(weight);
  }
  return weights;
}
