import { type BoundedFigure, bounded, undefinedBounded } from '../statistics/bounded-figure.js';
import { type BinnedScores, totalOf } from './binned-scores.js';

/** Of the events with the highest scores: how many there are, their share of positives, and that share over the share of all. */
export interface BinnedTop {
  readonly events: number;
  readonly precision: BoundedFigure;
  readonly lift: BoundedFigure;
}

/**
 * Precision and lift among the top ceil(share × events) by score, for a share above 0 up to 1. Where the cut falls inside a bin its
 * positives are taken in proportion; the bound covers every order inside it.
 */
export function binnedTop(scores: BinnedScores, share: number): BinnedTop {
  const positives = totalOf(scores.positives);
  const all = positives + totalOf(scores.negatives);
  if (all === 0) return { events: 0, precision: undefinedBounded('no-rows'), lift: undefinedBounded('no-rows') };
  const wanted = Math.ceil(share * all - 1e-9);
  let [events, hits, slack] = [0, 0, 0];
  for (let bin = scores.upperEdges.length - 1; bin >= 0 && events < wanted; bin--) {
    const [p, n] = [scores.positives[bin]!, scores.negatives[bin]!];
    const taken = Math.min(p + n, wanted - events);
    if (taken === 0) continue;
    const expected = (p * taken) / (p + n);
    const [least, most] = [Math.max(0, taken - n), Math.min(p, taken)];
    hits += expected;
    slack += Math.max(expected - least, most - expected);
    events += taken;
  }
  const precision = bounded(hits / wanted, slack / wanted);
  if (positives === 0) return { events, precision, lift: undefinedBounded('one-class') };
  const base = positives / all;
  return { events, precision, lift: bounded(hits / wanted / base, slack / wanted / base) };
}

/**
 * Average precision, Σ (recall gained) × precision stepwise over the bins from the top, as if a bin's events were tied. The bound
 * covers every order inside the bins: precision can only lie between that of all negatives of a bin first and all positives first.
 */
export function binnedAveragePrecision(scores: BinnedScores): BoundedFigure {
  const positives = totalOf(scores.positives);
  if (positives + totalOf(scores.negatives) === 0) return undefinedBounded('no-rows');
  if (positives === 0) return undefinedBounded('one-class');
  let [above, hits, value, slack] = [0, 0, 0, 0];
  for (let bin = scores.upperEdges.length - 1; bin >= 0; bin--) {
    const [p, n] = [scores.positives[bin]!, scores.negatives[bin]!];
    if (p > 0) {
      const tied = (hits + p) / (above + p + n);
      const best = (hits + p) / (above + p);
      const worst = (hits + 1) / (above + n + 1);
      value += p * tied;
      slack += p * Math.max(best - tied, tied - worst, 0);
    }
    above += p + n;
    hits += p;
  }
  return bounded(value / positives, slack / positives);
}
